package io.picasso.analytics.operation.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.progress.ErrorBudget;
import io.picasso.analytics.progress.JournalEntry.Outcome;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run is told and with which limits it goes on; each a run on real tables. */
class ResumedBackfillTest {
    private static final OptionalDouble FAST = OptionalDouble.of(50_000);
    private static final OptionalDouble FASTER = OptionalDouble.of(70_000);
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @TempDir
    Path folder;

    private final Random random = new Random(Cases.firstSeed());
    private final List<RunStatus> told = Collections.synchronizedList(new ArrayList<>());
    private Optional<Backfilled> tables = Optional.empty();

    @AfterEach
    void close() {
        tables.ifPresent(Backfilled::close);
    }

    @Test
    void aWishLeftWhileARunStartsIsHeard() {
        RunReport report = backfill(wishedAtOnce(new RunWish(false, true, FAST)))
                .start("early", request().with(FASTER, Optional.empty(), NONE), () -> false, told::add);

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(last().rate()).isEqualTo(FAST);
    }

    @Test
    void aWishLeftWhileARunIsResumedIsHeard() {
        stopped("early");

        backfill(wishedAtOnce(new RunWish(false, true, FAST)))
                .resume("early", was -> was.with(FASTER, Optional.empty(), NONE), () -> false, told::add);

        assertThat(last().rate()).isEqualTo(FAST);
    }

    @Test
    void aRateThatWasWishedHoldsWhenTheRunIsResumedAndAPauseDoesNot() {
        stopped("run");
        runs().leave("run", new RunWish(true, true, FAST));

        stopAtOnce(Function.identity());
        assertThat(last().rate()).isEqualTo(FAST);
        stopAtOnce(was -> was.with(FASTER, Optional.empty(), NONE));
        assertThat(last().rate()).isEqualTo(FASTER);
        stopAtOnce(Function.identity());
        assertThat(last().rate()).isEqualTo(FASTER);

        assertThat(at().backfills()
                        .backfill()
                        .resume("run", Function.identity(), () -> false, told::add)
                        .outcome())
                .isEqualTo(Outcome.COMPLETE);
        assertThat(last().rate()).isEqualTo(FASTER);
    }

    @Test
    void theLimitsOfAResumeHoldForTheNextOne() {
        stopped("run");
        Optional<ErrorBudget> errors = Optional.of(ErrorBudget.parse("7"));
        stopAtOnce(was -> was.with(FAST, errors, OptionalDouble.of(0.5)));

        stopAtOnce(was -> {
            assertThat(was.rate()).isEqualTo(FAST);
            assertThat(was.errors()).isEqualTo(errors.get());
            assertThat(was.dollars()).hasValue(0.5);
            return was;
        });
    }

    private RunStatus last() {
        return told.get(told.size() - 1);
    }

    private void stopAtOnce(Function<RunRequest, RunRequest> adapt) {
        assertThat(at().backfills()
                        .backfill()
                        .resume("run", adapt, () -> true, told::add)
                        .outcome())
                .isEqualTo(Outcome.INTERRUPTED);
    }

    private void stopped(String run) {
        assertThat(at().backfills()
                        .backfill()
                        .start(run, request(), () -> true, told::add)
                        .outcome())
                .isEqualTo(Outcome.INTERRUPTED);
    }

    private Backfilled at() {
        if (tables.isEmpty()) {
            tables = Optional.of(Backfilled.in(folder));
        }
        return tables.get();
    }

    private RunRequest request() {
        return Backfilled.file(at().file("history.ndjson", Conversations.of(10, random)), Limits.HELD_EVENTS);
    }

    private Runs runs() {
        return at().backfills().runs();
    }

    private Backfill backfill(Runs runs) {
        return at().backfills().backfill(runs);
    }

    /** The runs of this folder, where somebody speaks to a run in the moment in which it is open. */
    private Runs wishedAtOnce(RunWish wish) {
        Runs runs = runs();
        return (Runs) Proxy.newProxyInstance(
                Runs.class.getClassLoader(), new Class<?>[] {Runs.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(runs, arguments);
                        if (Set.of("create", "open").contains(method.getName())) {
                            runs.leave((String) arguments[0], wish);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
