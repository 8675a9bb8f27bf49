package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.MessageReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many messages a second one thread turns into events: parse, validate, prove the tenant, redact, fingerprint. */
final class ParseBenchmark {
    private static final double TARGET = 250_000;
    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ParseBenchmark() {}

    /** Argument: how many measured rounds over all messages; 15 unless given. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        Machine.print();
        List<InboundMessage> messages =
                Conversations.interleaved(Conversations.sessions(Conversations.all(), "parse")).stream()
                        .map(event -> ReadEvents.message("m", event))
                        .toList();
        long bytes = messages.stream().mapToLong(m -> m.text().length).sum();
        System.out.printf(
                Locale.ROOT,
                "Input     %,d messages of real conversations, %d bytes each on average%n%n",
                messages.size(),
                bytes / messages.size());
        MessageReader reader = new MessageReader(
                new JacksonParser(),
                new CachedTenants(hash -> Optional.of(Conversations.TENANT), Clock.systemUTC()),
                new EventFactory(Redaction.REDACT));
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            run(reader, messages);
        }
        Figures rates = new Figures();
        Figures byTheClock = new Figures();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            rates.add(run(reader, messages));
            byTheClock.add(messages.size() / ((System.nanoTime() - start) / 1e9));
        }
        System.out.printf(
                "parse + validate + fingerprint   median %s   min %s   max %s   (%d rounds, 1 thread)%n",
                Figures.rate(rates.median()), Figures.rate(rates.min()), Figures.rate(rates.max()), rounds);
        System.out.printf(Locale.ROOT, "each event                       %.2f us%n", 1e6 / rates.median());
        System.out.printf(
                "by the clock, others included    median %s   max %s%n",
                Figures.rate(byTheClock.median()), Figures.rate(byTheClock.max()));
        System.out.printf("target %s: %s%n", Figures.rate(TARGET), Figures.times(rates.median() / TARGET));
    }

    /** Events for each second of this thread's processor time: what other processes take of the machine does not count. */
    private static double run(MessageReader reader, List<InboundMessage> messages) {
        long start = THREADS.getCurrentThreadCpuTime();
        long events = 0;
        for (InboundMessage message : messages) {
            events += reader.read(message).events().size();
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        if (events != messages.size()) {
            throw new IllegalStateException("only " + events + " of " + messages.size() + " were read");
        }
        return events / seconds;
    }
}
