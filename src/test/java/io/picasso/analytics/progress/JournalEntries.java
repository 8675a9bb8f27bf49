package io.picasso.analytics.progress;

import static io.picasso.analytics.law.Cases.oneOf;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Journal entries by chance. */
public final class JournalEntries {
    private JournalEntries() {}

    /** Any entry. */
    public static JournalEntry any(Random random) {
        String shard = oneOf(random, "FOS402334/2025-12-28", "/tmp/a b.ndjson", "ü \"x\"\\\n.gz");
        long number = random.nextInt(1_000);
        return switch (random.nextInt(10)) {
            case 0 ->
                new JournalEntry.Started(
                        "run-" + number, time(random), Map.of("source", "file", "files", "a\nb \"c\" é", "x", ""));
            case 1 ->
                new JournalEntry.Resumed(
                        time(random), random.nextBoolean() ? Map.of() : Map.of("rate", "20.0", "max_cost", "1.5"));
            case 2 ->
                new JournalEntry.Opened(
                        shard, list(random, () -> new Part("analytics/x y=" + random.nextInt(), random.nextInt(9))));
            case 3 -> new JournalEntry.Anchoring(shard, number, list(random, () -> name(random)));
            case 4 -> new JournalEntry.Intended(shard, number, list(random, () -> write(random)));
            case 5 -> new JournalEntry.Done(shard, number, new WriteCounts(1, 2, 3, random.nextInt(100) / 2.0));
            case 6 ->
                new JournalEntry.Advanced(
                        shard,
                        random.nextLong() >>> 1,
                        random.nextLong() >>> 1,
                        new LineCounts(random.nextInt(), 2, 3, 4, 5, 6),
                        number);
            case 7 -> new JournalEntry.Finished(shard);
            case 8 ->
                new JournalEntry.Ended(
                        time(random), oneOf(random, JournalEntry.Outcome.values()), oneOf(random, "", "why \"é\""));
            default -> new JournalEntry.Undone(time(random));
        };
    }

    private static SessionWrite write(Random random) {
        return new SessionWrite(
                name(random),
                time(random),
                random.nextBoolean(),
                random.nextLong() >>> 1,
                list(
                        random,
                        () -> EventMark.parse(oneOf(
                                                random,
                                                "STEP#001#abcdefgh2345",
                                                "STEP#~1000#abcdefgh2345",
                                                "STEP#~~~~~99999999#abcdefgh2345")
                                        + "/" + Integer.toHexString(random.nextInt()))
                                .orElseThrow()));
    }

    private static SessionName name(Random random) {
        return new SessionName(
                new Tenant(oneOf(random, "COFFEE001", "a_b-c"), "de0123456789ab"),
                new SessionId(oneOf(random, "s", "a-_9", "x".repeat(128))));
    }

    private static Instant time(Random random) {
        return Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt());
    }

    private static <T> List<T> list(Random random, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(one.get());
        }
        return list;
    }
}
