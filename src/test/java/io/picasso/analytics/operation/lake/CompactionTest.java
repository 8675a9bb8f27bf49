package io.picasso.analytics.operation.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.port.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever lies in a day and whatever happens on the way, the lake holds the same lines before and after. */
class CompactionTest {
    private static final LocalDate DAY = LocalDate.of(2025, 12, 20);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-28T09:00:00Z"), ZoneOffset.UTC);
    private static final LakeSelection ALL =
            new LakeSelection("", Optional.empty(), Optional.empty(), Optional.empty());

    private final IngestEnvironment environment = IngestEnvironment.create();
    private final ObjectStore store = environment.wiring().lake();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        workers.shutdownNow();
        environment.close();
    }

    @Test
    void theSameLinesInFewerObjectsAndASecondRunChangesNothing() {
        Cases.forAll(25, random -> {
            String tenant = "T" + Math.abs(random.nextLong());
            fill(tenant, random, 1 + random.nextInt(12));
            Set<String> lines = lines(tenant);
            long objects = paths(tenant).size();
            PartLimits limits = random.nextBoolean()
                    ? PartLimits.DEFAULT
                    : new PartLimits(1 + random.nextInt(20), 1 + random.nextInt(4_000), 0);

            List<CompactedDay> dry = run(store, limits, tenant, true);
            assertThat(paths(tenant)).hasSize((int) objects);
            List<CompactedDay> days = run(store, limits, tenant, false);

            assertThat(lines(tenant)).isEqualTo(lines);
            assertThat(dry).isEqualTo(days);
            List<String> paths = paths(tenant);
            assertThat(paths).allMatch(path -> LakeKey.parse(path).orElseThrow().isCompacted());
            for (CompactedDay day : days) {
                assertThat(day.objectsBefore()).isEqualTo(objects);
                assertThat(day.objectsAfter()).isEqualTo(paths.size());
                assertThat(day.bytesAfter()).isEqualTo(bytes(tenant));
                assertThat(day.lines()).isEqualTo(lines.size());
            }
            if (limits.equals(PartLimits.DEFAULT)) {
                assertThat(paths).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(run(store, limits, tenant, false)).isEmpty();
            assertThat(paths(tenant)).isEqualTo(paths);
        });
    }

    @Test
    void lateObjectsJoinTheDayAndRepeatsOfSettledOnesAreDropped() {
        Random random = new Random(3);
        PartLimits limits = new PartLimits(10, 10_000, 0);
        fill("T", random, 8);
        run(store, limits, "T", false);
        Set<String> lines = lines("T");
        int objects = paths("T").size();
        put("T", "1766188800999_late.json", text(lines.stream().limit(7).toList()));

        List<CompactedDay> days = run(store, limits, "T", false);

        assertThat(days)
                .singleElement()
                .satisfies(day -> assertThat(day.repeats()).isEqualTo(7));
        assertThat(paths("T")).hasSize(objects);
        assertThat(lines("T")).isEqualTo(lines);
    }

    @Test
    void killedAtAnyCallNothingIsLostAndTheNextRunFinishes() {
        PartLimits limits = new PartLimits(9, 2_000, 0);
        int calls = 0;
        boolean died = true;
        while (died) {
            String tenant = "T" + calls;
            fill(tenant, new Random(11), 6);
            Set<String> lines = lines(tenant);
            died = dies(tenant, limits, calls++, lines);
            assertThat(lines(tenant)).isEqualTo(lines);

            run(store, limits, tenant, false);

            assertThat(lines(tenant)).isEqualTo(lines);
            assertThat(paths(tenant))
                    .allMatch(path -> LakeKey.parse(path).orElseThrow().isCompacted());
            assertThat(run(store, limits, tenant, false)).isEmpty();
        }
        assertThat(calls).isGreaterThan(20);
    }

    /** Runs until that many calls of the store are done; no later one gets through. */
    private boolean dies(String tenant, PartLimits limits, int calls, Set<String> lines) {
        AtomicInteger left = new AtomicInteger(calls);
        AtomicBoolean dead = new AtomicBoolean();
        ObjectStore mortal = new WatchedStore(
                store,
                call -> {
                    if (left.getAndDecrement() <= 0) {
                        dead.set(true);
                        throw new IllegalStateException("killed");
                    }
                },
                call -> {
                    if (!call.equals("get")) {
                        assertThat(lines(tenant)).isEqualTo(lines);
                    }
                });
        if (calls < 2) {
            return true; // only listings
        }
        try {
            run(mortal, limits, tenant, false);
        } catch (IllegalStateException killed) {
            assertThat(dead).isTrue();
        }
        return dead.get();
    }

    @Test
    void whatALiveWriterWritesMeanwhileStays() {
        put("T", "1766188800001_a.json", "one\n");
        put("T", "1766188800002_b.json", "two\n");
        AtomicBoolean wrote = new AtomicBoolean();
        ObjectStore busy = new WatchedStore(store, call -> {}, call -> {
            if (call.equals("put") && wrote.compareAndSet(false, true)) {
                put("T", "1766188800003_c.json", "three\n");
                put("T", "1766188800002_b.json", "two, delivered again\n");
            }
        });

        List<CompactedDay> days = run(busy, PartLimits.DEFAULT, "T", false);

        assertThat(days.get(0).changed()).singleElement().asString().endsWith("1766188800002_b.json");
        assertThat(days.get(0).objectsAfter()).isEqualTo(2);
        assertThat(lines("T")).containsExactlyInAnyOrder("one", "two", "two, delivered again", "three");
        run(store, PartLimits.DEFAULT, "T", false);
        assertThat(lines("T")).containsExactlyInAnyOrder("one", "two", "two, delivered again", "three");
        assertThat(paths("T")).hasSize(1);
    }

    @Test
    void twoCompactionsAtOnceLoseNothing() {
        fill("T", new Random(5), 10);
        Set<String> lines = lines("T");
        AtomicBoolean inside = new AtomicBoolean();
        ObjectStore shared = new WatchedStore(
                store,
                call -> {
                    if (call.equals("delete") && inside.compareAndSet(false, true)) {
                        run(store, PartLimits.DEFAULT, "T", false);
                    }
                },
                call -> {});

        run(shared, PartLimits.DEFAULT, "T", false);

        assertThat(lines("T")).isEqualTo(lines);
        assertThat(paths("T")).hasSize(1);
    }

    @Test
    void aDamagedObjectIsLeftWhereItIs() {
        put("T", "1766188800001_a.json", "one\n");
        byte[] packed = gzip("two\nthree\n".getBytes(StandardCharsets.UTF_8));
        String damaged = LakeKey.prefix("T", DAY) + "1766188800002_b.json.gz";
        store.put(damaged, Arrays.copyOf(packed, packed.length - 5), "any");

        List<CompactedDay> days = run(store, PartLimits.DEFAULT, "T", false);

        assertThat(days.get(0).damaged()).singleElement().asString().contains(damaged);
        assertThat(paths("T")).hasSize(2).contains(damaged);
    }

    @Test
    void anObjectThatIsNotAsItWasWrittenIsNoReasonToDelete() {
        put("T", "1766188800001_a.json", "one\n");
        ObjectStore forgetful = new WatchedStore(store, call -> {}, call -> {
            if (call.equals("put")) {
                paths("T").stream()
                        .filter(path -> path.endsWith(".gz"))
                        .forEach(path -> store.put(path, gzip("on".getBytes(StandardCharsets.UTF_8)), "any"));
            }
        });

        assertThatThrownBy(() -> run(forgetful, PartLimits.DEFAULT, "T", false)).isInstanceOf(Failure.class);

        assertThat(lines("T")).contains("one");
    }

    @Test
    void onlyDaysOfAgeAndOfTheSelectionAreTouched() {
        for (int age = 0; age < 5; age++) {
            for (String tenant : List.of("A", "A-1")) {
                LocalDate day = LocalDate.of(2025, 12, 28).minusDays(age);
                store.put(LakeKey.prefix(tenant, day) + "1_a.json", "x\n".getBytes(StandardCharsets.UTF_8), "any");
            }
        }
        store.put(LakeKey.PREFIX + "tenant_id=A/notes.txt", new byte[] {1}, "any");
        Compaction compaction = new Compaction(store, PartLimits.DEFAULT, workers, CLOCK);

        Compaction.Plan plan = compaction.plan(
                new LakeSelection("", Optional.of("A"), Optional.of(LocalDate.of(2025, 12, 25)), Optional.empty()), 2);

        assertThat(plan.days())
                .extracting(planned -> planned.tenantId() + " " + planned.day())
                .containsExactly("A 2025-12-25", "A 2025-12-26");
        assertThat(plan.young()).isEqualTo(2);
        assertThat(compaction.plan(ALL, 0).days()).hasSize(10);
        compaction.run(plan, false, () -> false, day -> {});
        assertThat(paths("A")).filteredOn(path -> path.endsWith(".json.gz")).hasSize(2);
        assertThat(paths("A-1")).noneMatch(path -> path.endsWith(".json.gz"));
        assertThat(compaction.plan(ALL, 2).compact()).isEqualTo(2);
    }

    private List<CompactedDay> run(ObjectStore on, PartLimits limits, String tenant, boolean dryRun) {
        Compaction compaction = new Compaction(on, limits, workers, CLOCK);
        LakeSelection selection = new LakeSelection("", Optional.of(tenant), Optional.empty(), Optional.empty());
        return compaction.run(compaction.plan(selection, 2), dryRun, () -> false, day -> {});
    }

    /** Objects as they may lie there: plain and packed, with repeats, with lines that are no JSON, not even text. */
    private void fill(String tenant, Random random, int count) {
        List<String> pool = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] noise = new byte[1 + random.nextInt(60)];
            random.nextBytes(noise);
            pool.add(Cases.oneOf(
                    random,
                    "{\"n\":" + i + "}",
                    "x" + new String(noise, StandardCharsets.ISO_8859_1).replace('\n', ' '),
                    "{\"long\":\"" + "a".repeat(random.nextInt(400)) + i + "\"}"));
        }
        for (int i = 0; i < count; i++) {
            List<String> lines = new ArrayList<>();
            for (int line = random.nextInt(12); line >= 0; line--) {
                lines.add(random.nextInt(10) == 0 ? "" : Cases.oneOf(random, pool.toArray(String[]::new)));
            }
            String name = (1766188800000L + random.nextInt(5_000)) + "_" + i;
            byte[] content = text(lines).getBytes(StandardCharsets.ISO_8859_1);
            boolean packed = random.nextInt(4) == 0;
            store.put(
                    LakeKey.prefix(tenant, DAY)
                            + Cases.oneOf(random, name, "odd" + i)
                            + (packed ? ".json.gz" : ".json"),
                    packed ? gzip(content) : content,
                    "any");
        }
    }

    private void put(String tenant, String name, String text) {
        store.put(LakeKey.prefix(tenant, DAY) + name, text.getBytes(StandardCharsets.ISO_8859_1), "any");
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private List<String> paths(String tenant) {
        return environment.paths(LakeKey.prefix(tenant));
    }

    private long bytes(String tenant) {
        return store.stream(LakeKey.prefix(tenant))
                .mapToLong(ObjectStore.Listed::size)
                .sum();
    }

    private Set<String> lines(String tenant) {
        Set<String> lines = new TreeSet<>();
        paths(tenant)
                .forEach(path -> new LakeObjects(store)
                        .lines(path)
                        .ifPresent(all -> all.forEachRemaining(
                                line -> lines.add(new String(line.text(), StandardCharsets.ISO_8859_1)))));
        return lines;
    }

    private static byte[] gzip(byte[] content) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
