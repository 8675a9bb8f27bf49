package io.picasso.analytics.operation.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.change.Environments;
import io.picasso.analytics.change.RecordedChange.Progress;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.FoundTtl;
import io.picasso.analytics.resource.KeySchema;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Level 2 where it is killed, and where the engine knows backups; with tables of which only the names exist. */
class TableRemovalTest {
    private static final List<String> BOTH = List.of("events", "summaries");
    private static final EnvironmentMap OFF = EnvironmentMap.of(Map.of(Environments.SWITCH, "false"));

    private final TreeSet<String> tables = new TreeSet<>(BOTH);
    private final List<String> calls = new ArrayList<>();
    private String failing = "";
    private Switched at;

    @BeforeEach
    void start() throws IOException {
        at = new Switched();
        at.function(OFF);
    }

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void everyTableIsSavedBeforeAnyIsDeleted() {
        TableRemoval.Removed removed = removal(at.store, control()).remove(true, Switched.REQUEST, line -> {});

        assertThat(calls).containsExactly("backup events", "backup summaries", "delete events", "delete summaries");
        assertThat(removed.backups()).containsOnlyKeys("events", "summaries");
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void killedAtAnyCallTheStatusTellsAndTheNextRunFinishes() {
        boolean alive = false;
        for (int call = 1; !alive; call++) {
            alive = true;
            for (boolean afterwards : new boolean[] {false, true}) {
                tables.addAll(BOTH);
                int before = at.changes().size();
                int[] left = {call};
                try {
                    removal(
                                    Switched.mortal(ObjectStore.class, at.store, left, afterwards),
                                    Switched.mortal(TableControl.class, control(), left, afterwards))
                            .remove(false, Switched.REQUEST, line -> {});
                } catch (Switched.Death death) {
                    alive = false;
                }
                ChangeHistory history = at.history(
                        BOTH.stream().filter(table -> !tables.contains(table)).toList());
                if (tables.size() < 2) {
                    assertThat(history.changes())
                            .as("nothing goes without a record")
                            .hasSizeGreaterThan(before);
                    assertThat(history.judge(history.changes().get(before)))
                            .containsAnyOf("begun, and its end was not written down", "deleted: events, summaries");
                    BOTH.stream()
                            .filter(table -> !tables.contains(table))
                            .forEach(table -> assertThat(
                                            history.judge(history.changes().get(before)))
                                    .contains(table));
                }
                removal(at.store, control()).remove(false, Switched.REQUEST, line -> {});
                assertThat(tables).isEmpty();
                // Made anew, they are not to be deleted again because of a removal that another has finished.
                ChangeHistory later = at.history(List.of());
                assertThat(later.changes())
                        .allSatisfy(change -> assertThat(later.judge(change)).doesNotContain("run it again"));
            }
        }
    }

    @Test
    void aRunThatDeletedNothingFinishesNoOther() {
        for (String call : List.of("delete summaries", "backup summaries")) {
            failing = call;
            Failure failed = catchThrowableOfType(
                    Failure.class,
                    () -> removal(at.store, control()).remove(call.startsWith("backup"), Switched.REQUEST, line -> {}));
            assertThat(failed.code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        }
        assertThat(tables).containsExactly("summaries");

        ChangeHistory history = at.history(List.of("events"));

        assertThat(history.changes())
                .last()
                .satisfies(last -> assertThat(last.progress()).isEqualTo(Progress.NOT_MADE));
        assertThat(history.judge(history.changes().get(history.changes().size() - 2)))
                .contains("deleted by then: events", "run it again");
    }

    @Test
    void whileItIsNotCertainThatWritingHasStoppedNothingIsDeleted() {
        at.function(EnvironmentMap.of(Map.of(Environments.SWITCH, "true")));
        at.stub.updatesFail("a test");
        Failure failed =
                catchThrowableOfType(Failure.class, () -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));
        assertThat(failed.code()).isEqualTo(FailureCode.UPDATE_FAILED);

        Failure refused = catchThrowableOfType(
                Failure.class, () -> removal(at.store, control()).remove(false, Switched.REQUEST, line -> {}));

        assertThat(refused.code()).isEqualTo(FailureCode.FUNCTION_BUSY);
        assertThat(tables).hasSize(2);
    }

    private TableRemoval removal(ObjectStore store, TableControl control) {
        return new TableRemoval(
                at.writes(store),
                new ChangeRecords(store, new JacksonParser(), Switched.NAME),
                control,
                BOTH,
                Switched.NAME,
                false,
                Clock.systemUTC());
    }

    private TableControl control() {
        return (TableControl) Proxy.newProxyInstance(
                TableControl.class.getClassLoader(), new Class<?>[] {TableControl.class}, (proxy, method, given) -> {
                    if (method.getName().equals("knowsBackups")) {
                        return true;
                    }
                    String name = (String) given[0];
                    if (method.getName().equals("find")) {
                        return Optional.of(name).filter(tables::contains).map(TableRemovalTest::found);
                    }
                    String call = method.getName() + " " + name;
                    calls.add(call);
                    if (call.equals(failing)) {
                        throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "no answer");
                    }
                    if (method.getName().equals("backup")) {
                        return Optional.of("arn of " + given[1]);
                    }
                    tables.remove(name);
                    return null;
                });
    }

    private static FoundTable found(String name) {
        return new FoundTable(
                name,
                FoundTable.ACTIVE,
                KeySchema.of("pk", "sk"),
                List.of(),
                new FoundTtl("DISABLED", Optional.empty()),
                true,
                false,
                3,
                100);
    }
}
