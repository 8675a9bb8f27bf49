package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.file.RunFolders;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.ingest.ProcessorProcess;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, killed for good again and again in the midst of its work. */
class KilledBackfillTest {
    /** {@code -Dpicasso.kills=N} kills more or less often, in both runs together. */
    private static final int KILLS = Integer.getInteger("picasso.kills", 16);

    private static final int RUNS = 2;
    private static final int CONVERSATIONS = 60;

    @TempDir
    Path folder;

    @Test
    void aRunThatIsKilledAgainAndAgainEndsInTheSameTablesAndCounts() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(RUNS);
        try {
            List<Callable<Integer>> killed = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                Path own = Files.createDirectory(folder.resolve("run" + i));
                long seed = Cases.firstSeed() + i;
                killed.add(() -> killAndResume(own, new Random(seed)));
            }
            int kills = 0;
            for (Future<Integer> run : runs.invokeAll(killed)) {
                kills += run.get();
            }
            System.out.println("killed in the midst of their work: " + kills);
            assertThat(kills).isGreaterThanOrEqualTo(KILLS);
        } finally {
            runs.shutdownNow();
        }
    }

    /** Returns how often a process was killed while it worked. */
    private static int killAndResume(Path folder, Random random) throws Exception {
        int wanted = (KILLS + RUNS - 1) / RUNS;
        List<String> texts = Conversations.of(CONVERSATIONS, random);
        List<String> deliveries = Conversations.delivered(texts, random);
        try (Backfilled killed = Backfilled.in(folder);
                Backfilled calm = Backfilled.in(folder)) {
            Path file = killed.file("deliveries.ndjson", deliveries);
            RunReport undisturbed = calm.run(Backfilled.file(file, Limits.HELD_EVENTS));
            // Slow enough that the work is spread over all the lives, of which each has a third of a second for it.
            long rate = Math.max(20, Math.round(undisturbed.written().units() * 2 / wanted));
            Path runs = folder.resolve("state/backfill");
            int kills = 0;
            int mostRedone = 0;
            String run = "";
            for (int life = 0; life <= 2 * wanted && kills < wanted; life++) {
                long before = announcements(runs);
                Process process = run.isEmpty()
                        ? start(
                                folder,
                                killed,
                                "backfill",
                                "run",
                                file.toString(),
                                "--rate",
                                Long.toString(rate),
                                "--yes")
                        : start(folder, killed, "backfill", "resume", run);
                // A life that has not begun to write has no work to be done again.
                while (process.isAlive() && announcements(runs) <= before) {
                    Thread.sleep(5);
                }
                process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                run = names(runs).isEmpty() ? "" : names(runs).get(0);
                if (process.exitValue() == 137) {
                    kills++;
                    mostRedone = Math.max(mostRedone, redone(runs, run, killed));
                } else {
                    break;
                }
            }
            assertThat(start(folder, killed, "backfill", "resume", run, "--rate", "100000")
                            .waitFor(3, TimeUnit.MINUTES))
                    .isTrue();

            RunState state = new RunState();
            new RunFolders(runs, new JacksonParser()).read(run, state::add);
            assertThat(state.ended().orElseThrow().outcome())
                    .as(ProcessorProcess.output(folder))
                    .isEqualTo(Outcome.COMPLETE);
            assertThat(state.counts()).isEqualTo(undisturbed.counts());
            killed.tables().assertSameAs(calm.tables());
            assertThat(state.written().present())
                    .as("the tables were empty: what is there is the run's own")
                    .isZero();
            System.out.println(kills + " kills at " + rate + " units a second; at most " + mostRedone
                    + " events written and not known to be");
            // A second of work, where an event costs two units at least, or the one session that is more than that.
            assertThat(mostRedone)
                    .as("events that a life wrote, and the next one had to look up again")
                    .isPositive()
                    .isLessThanOrEqualTo(Math.max((int) rate / 2, largestSession(calm)));
            return kills;
        }
    }

    /** The events in the table that the journal does not call done. */
    private static int redone(Path runs, String run, Backfilled killed) {
        if (run.isEmpty()) {
            return 0;
        }
        RunState state = new RunState();
        Set<String> shards = new HashSet<>();
        new RunFolders(runs, new JacksonParser()).read(run, entry -> {
            state.add(entry);
            if (entry instanceof JournalEntry.Opened opened) {
                shards.add(opened.shard());
            }
        });
        Set<String> begun = shards.stream()
                .flatMap(shard -> state.find(shard).orElseThrow().begun().values().stream())
                .flatMap(write ->
                        write.events().stream().map(mark -> write.name().session() + " " + mark.step()))
                .collect(Collectors.toSet());
        begun.retainAll(killed.environment.events().values().stream()
                .map(row -> row.get("session_id").s() + " " + row.get("sk").s())
                .collect(Collectors.toSet()));
        return begun.size();
    }

    private static int largestSession(Backfilled in) {
        return in.environment.events().values().stream()
                .collect(Collectors.groupingBy(row -> row.get("session_id").s(), Collectors.counting()))
                .values()
                .stream()
                .mapToInt(Long::intValue)
                .max()
                .orElseThrow();
    }

    private static Process start(Path folder, Backfilled in, String... command) throws IOException {
        List<String> line =
                new ArrayList<>(List.of("--state-dir", folder.resolve("state").toString()));
        line.addAll(List.of(command));
        return ProcessorProcess.start(in.environment.settings(), folder, line.toArray(String[]::new));
    }

    private static List<String> names(Path runs) {
        return new RunFolders(runs, new JacksonParser()).list();
    }

    /** How many parcels were announced so far. */
    private static long announcements(Path runs) throws IOException {
        List<String> names = names(runs);
        if (names.isEmpty()) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(runs.resolve(names.get(0)).resolve("journal.ndjson"))) {
            return lines.filter(line -> line.contains("\"intended\"")).count();
        }
    }
}
