package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.json.JsonText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event in two numbers: which it is, and what a row of it says. */
public final class EventDigest {
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private EventDigest() {}

    /** The fingerprint as a number, one for each, in the order of their texts. */
    public static long identity(Fingerprint fingerprint) {
        long value = 0;
        for (int i = 0; i < Fingerprint.LENGTH; i++) {
            char c = fingerprint.value().charAt(i);
            value = value << 5 | (c <= '7' ? c - '2' : c - 'a' + 6);
        }
        return value;
    }

    /**
     * A number that is the same for two events whose rows are the same, and hardly ever for others; sums of it tell sets
     * of events apart in whatever order they are added.
     */
    public static long content(Event event) {
        long hash = mixed(SEED, event.fingerprint().value());
        hash = mixed(hash, event.tenant().id());
        hash = mixed(hash, event.tenant().hash());
        hash = mixed(hash, event.type().name());
        hash = mixed(hash, event.step());
        hash = mixed(hash, JsonText.compact(event.payload()));
        hash = mixed(hash, event.occurredAt().toEpochMilli());
        hash = mixed(hash, event.time().skewed() ? 1 : 0);
        hash = mixed(hash, event.time().client());
        hash = mixed(hash, event.producer().eventId());
        return mixed(hash, event.producer().gaClientId());
    }

    /** The numbers that a stored summary shows to a reader, as one. */
    public static long figures(SessionSummary summary) {
        return figures(
                summary.startedAt().toEpochMilli(),
                summary.endedAt().toEpochMilli(),
                summary.counters(),
                summary.firstQuestion().map(EventDigest::text).orElse(0L),
                summary.settledOutcome(),
                summary.formStarted(),
                summary.formId().map(EventDigest::text).orElse(0L));
    }

    static long figures(
            long startedAt,
            long endedAt,
            Counters counters,
            long question,
            Optional<Outcome> outcome,
            boolean formStarted,
            long form) {
        long hash = mixed(mixed(SEED, startedAt), endedAt);
        hash = mixed(mixed(mixed(hash, counters.events()), counters.userMessages()), counters.botMessages());
        hash = mixed(mixed(hash, counters.responseTimeMs()), counters.responses());
        hash = mixed(mixed(hash, question), form);
        return mixed(mixed(hash, outcome.map(Outcome::ordinal).orElse(-1)), formStarted ? 1 : 0);
    }

    /** A text as a number; never that of no text, which is 0. */
    public static long text(String text) {
        long hash = mixed(SEED, text);
        return hash == 0 ? 1 : hash;
    }

    private static long mixed(long hash, @Nullable String text) {
        if (text == null) {
            return mixed(hash, -1);
        }
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0xFF51AFD7ED558CCDL;
            mixed ^= mixed >>> 32;
        }
        return mixed(mixed, text.length());
    }

    private static long mixed(long hash, long value) {
        long mixed = (hash ^ value) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 29);
    }
}
