package io.picasso.analytics.benchmark;

import io.picasso.analytics.adapter.file.NdjsonFile;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.sample.TaskmasterDialogs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Ten days of real conversations in a file, in the order of the clock, made while it is written: of any length. A
 * session is as many conversations, one after the other, as give it {@value #EVENTS_A_SESSION} events.
 *
 * @param file NDJSON, gzip
 */
record History(Path file, long events, long sessions) {
    static final int EVENTS_A_SESSION = 18;
    static final Duration SPAN = Duration.ofDays(10);
    private static final Duration PAUSE = Duration.ofMinutes(2);

    /** At least so many events. */
    static History write(Path file, long wanted, String round) throws IOException {
        List<Dialog> dialogs = TaskmasterDialogs.all();
        Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(SPAN.plusDays(1));
        double apart = SPAN.toMillis() * (double) EVENTS_A_SESSION / wanted;
        PriorityQueue<SampleEvent> open = new PriorityQueue<>(Comparator.comparing(SampleEvent::at));
        long events = 0;
        int sessions = 0;
        int dialog = 0;
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new FastGzip(Files.newOutputStream(file)), StandardCharsets.UTF_8), 1 << 16)) {
            while (events < wanted) {
                Instant start = first.plusMillis((long) (apart * sessions));
                while (!open.isEmpty() && open.peek().at().isBefore(start)) {
                    line(out, open.remove());
                }
                SessionId id = new SessionId(
                        ConversationScript.sessionId(dialogs.get(dialog), start) + "_" + round + "_" + sessions);
                int said = 0;
                while (said < EVENTS_A_SESSION) {
                    List<SampleEvent> more =
                            ConversationScript.events(dialogs.get(dialog), Conversations.TENANT, start, id);
                    List<SampleEvent> some = more.subList(0, Math.min(more.size(), EVENTS_A_SESSION - said));
                    open.addAll(some);
                    said += some.size();
                    start = some.get(some.size() - 1).at().plus(PAUSE);
                    dialog = (dialog + 1) % dialogs.size();
                }
                events += said;
                sessions++;
            }
            while (!open.isEmpty()) {
                line(out, open.remove());
            }
        }
        return new History(file, events, sessions);
    }

    /** Its events, read by the code that reads every event. */
    List<Event> read() throws IOException {
        return read(Long.MAX_VALUE);
    }

    /** The first of its events. */
    List<Event> read(long most) throws IOException {
        List<Event> read = new ArrayList<>();
        try (NdjsonFile lines = NdjsonFile.open(file.toString(), Path.of("/"), InputStream.nullInputStream())) {
            while (lines.hasNext() && read.size() < most) {
                read.add(ReadEvents.of(lines.next()));
            }
        }
        return read;
    }

    private static void line(BufferedWriter out, SampleEvent event) throws IOException {
        out.write(event.text());
        out.write('\n');
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
