package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.operation.ingest.PassingSessionStore;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.LineCounts;
import io.picasso.analytics.progress.WriteCounts;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that dies at any of its calls, again and again, ends with the tables and the counts of one that lived. */
class CrashTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final int RUNS = 16;
    private static final int REJECTED = 7;
    private static final int EXPIRED = 4;

    /** Write units for an event, and as many for the anchor and the summary of a session. */
    private static final double UNITS = 2;

    /** Everything fits, so that each repeat is found. */
    private static final int ROOMY = 4_000;

    /** So little that every session is cut. */
    private static final int TIGHT = 12;

    @TempDir
    Path folder;

    private int deaths;

    @Test
    void aRunThatDiesAtAnyMomentIsResumedToTheSameEnd() {
        List<String> everything = new ArrayList<>();
        try (Backfilled mortal = Backfilled.in(folder);
                Backfilled calm = Backfilled.in(folder)) {
            int[] number = {0};
            Cases.forAll(RUNS, random -> {
                int each = number[0]++;
                List<String> valid = new ArrayList<>(Conversations.of(5, random).stream()
                        .map(text -> text.replace("\"session_id\":\"", "\"session_id\":\"c" + each + "-"))
                        .toList());
                List<String> deliveries = Conversations.delivered(valid, random);
                int repeated = deliveries.size() - valid.size();
                for (int i = 0; i < REJECTED; i++) {
                    deliveries.add("{\"broken\": " + i);
                }
                deliveries.addAll(Messages.sent(
                        COFFEE, "old" + each, EXPIRED, Instant.now().minus(Duration.ofDays(92))));
                Collections.shuffle(deliveries, random);
                everything.addAll(valid);
                int half = deliveries.size() / 2;
                List<String> files = List.of(
                        mortal.file("a" + each, deliveries.subList(0, half)).toString(),
                        mortal.file("b" + each, deliveries.subList(half, deliveries.size()))
                                .toString());
                boolean roomy = random.nextBoolean();

                RunReport report =
                        dieAndResume(mortal, files, roomy ? ROOMY : TIGHT, random.nextBoolean(), "run" + each, random);

                assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
                LineCounts counts = report.counts();
                assertThat(counts.lines()).isEqualTo(deliveries.size());
                assertThat(counts.events()).isEqualTo(deliveries.size() - REJECTED);
                assertThat(counts.expired()).isEqualTo(EXPIRED);
                assertThat(counts.rejected()).isEqualTo(REJECTED);
                // Every row and every session is this run's, also what a life wrote that did not live to say so.
                WriteCounts written = report.written();
                assertThat(written.events()).isGreaterThanOrEqualTo(valid.size());
                assertThat(written.units()).isGreaterThanOrEqualTo(UNITS * (valid.size() + sessions(valid)));
                assertThat(counts.repeated() + counts.expired() + written.events() + written.present())
                        .isEqualTo(counts.events());
                assertThat(report.notYetWritten()).isZero();
                if (roomy) {
                    // A repeat in the other file is found in the table instead.
                    assertThat(counts.repeated()).isEqualTo(repeatsWithin(deliveries, half));
                } else {
                    assertThat(counts.repeated()).isLessThanOrEqualTo(repeated);
                }
                assertThat(lines(report.badRecords().orElseThrow()))
                        .hasSize(REJECTED)
                        .doesNotHaveDuplicates()
                        .allMatch(line -> line.endsWith("}"));
            });
            System.out.println("deaths: " + deaths);
            assertThat(deaths).isGreaterThan(5 * RUNS);
            calm.run(Backfilled.file(calm.file("everything", everything), Limits.HELD_EVENTS));
            mortal.tables().assertSameAs(calm.tables());
        }
    }

    @Test
    void aLaterPieceOfASessionDoesNotStandForAnEarlierOneThatWasLost() {
        List<String> texts = Messages.sent(COFFEE, "pieces", 6, Instant.now().minus(Duration.ofHours(1)));
        try (Backfilled at = Backfilled.in(folder)) {
            List<String> files = List.of(at.file("pieces", texts).toString());
            // Each event is a piece; the first one hangs until the process is killed.
            Mortality mortality = new Mortality(new Random(1), Long.MAX_VALUE);
            SessionStore hanging = new PassingSessionStore(at.store(WritePace.NONE)) {
                @Override
                public Unwritten putEvents(Collection<Event> events) {
                    if (events.stream().anyMatch(event -> event.step() == 1)) {
                        LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());
                        mortality.end();
                        throw new Mortality.Death();
                    }
                    return super.putEvents(events);
                }
            };
            assertThatThrownBy(() -> backfill(at, mortality, false, pace -> mortality.over(hanging))
                            .start("pieces", Backfilled.files(files, 1), () -> false, status -> {}))
                    .isNotNull();

            at.backfills().backfill().resume("pieces", Function.identity(), () -> false, status -> {});

            assertThat(at.environment.events()).hasSize(texts.size());
            assertThat(at.tables().summaries().values())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("event_count").n()).isEqualTo("6"));
        }
    }

    private RunReport dieAndResume(
            Backfilled at, List<String> files, int heldEvents, boolean readBack, String name, Random random) {
        RunRequest request = Backfilled.files(files, heldEvents);
        String run = name;
        boolean begun = false;
        for (int life = 1; life < 500; life++) {
            Mortality mortality = new Mortality(random, 1 + random.nextInt(60 + 12 * life));
            try {
                Backfill backfill = backfill(at, mortality, readBack);
                return begun
                        ? backfill.resume(run, Function.identity(), () -> false, status -> {})
                        : backfill.start(run, request, () -> false, status -> {});
            } catch (RuntimeException | Error end) {
                if (mortality.isOver()) {
                    deaths++;
                    begun = true;
                    continue;
                }
                // Killed before the first entry: nothing was written.
                Failure failure = (Failure) end;
                assertThat(failure.code()).as(failure.toString()).isEqualTo(FailureCode.NOT_FOUND);
                run = name + "-" + life;
                begun = false;
            }
        }
        throw new AssertionError("it does not come to an end");
    }

    /** Whether there are rows already is all that is asked of them. */
    private static SessionRows rows(boolean areThere) {
        return (SessionRows) Proxy.newProxyInstance(
                SessionRows.class.getClassLoader(), new Class<?>[] {SessionRows.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("hasEvents");
                    return areThere;
                });
    }

    private static Backfill backfill(Backfilled at, Mortality mortality, boolean readBack) {
        return backfill(at, mortality, readBack, pace -> mortality.over(at.store(pace)));
    }

    private static Backfill backfill(
            Backfilled at, Mortality mortality, boolean readBack, Function<WritePace, SessionStore> tables) {
        var environment = at.environment;
        var settings = environment.settings();
        Runs runs = mortality.over(at.backfills().runs());
        return new Backfill(
                runs,
                new Backfill.Target(
                        settings.environment(),
                        settings.text(SettingKey.SESSION_EVENTS_TABLE),
                        settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                        tables,
                        () -> rows(readBack)),
                at.backfills()::source,
                environment.wiring().retention(),
                environment.wiring().clock());
    }

    private static long repeatsWithin(List<String> deliveries, int half) {
        List<List<String>> files = List.of(deliveries.subList(0, half), deliveries.subList(half, deliveries.size()));
        return files.stream()
                .mapToLong(file -> file.size() - file.stream().distinct().count())
                .sum();
    }

    private static long sessions(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll(".*\"session_id\":\"([^\"]*)\".*", "$1"))
                .distinct()
                .count();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
