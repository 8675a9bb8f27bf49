package io.picasso.analytics.operation.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.lambda.LambdaStub.Fault;
import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.change.Environments;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.change.RecordedChange.Progress;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.resource.TriggerDeclaration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Switching one variable of a function, through the adapter, against a service that answers as Lambda does. */
class WriteSwitchTest {
    private static final String SWITCH = Environments.SWITCH;
    private static final EnvironmentMap ON = EnvironmentMap.of(Map.of(SWITCH, "true", "TOKEN", "s3cret", "OTHER", ""));

    private static final TriggerDeclaration TRIGGER =
            new TriggerDeclaration(Switched.NAME, "events", 10, Duration.ofSeconds(5));

    private Switched at;

    @BeforeEach
    void start() throws IOException {
        at = new Switched();
    }

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void forAnyEnvironmentOnlyTheSwitchChangesAndUndoBringsAllBack() {
        Cases.forAll(60, random -> {
            EnvironmentMap before = Environments.random(random);
            at.function(before);

            SwitchResult result = at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);

            EnvironmentMap after = at.environment();
            assertThat(WriteSwitch.isOn(after)).isFalse();
            assertThat(others(after)).isEqualTo(others(before));
            assertThat(result.changed()).isEqualTo(WriteSwitch.isOn(before));
            if (result.changed()) {
                at.undo();
            }
            assertThat(at.environment()).isEqualTo(before);
        });
    }

    @Test
    void switchingOnWhereTheVariableWasAbsentAndBackLeavesItAbsent() {
        EnvironmentMap before = EnvironmentMap.of(Map.of("OTHER", "x"));
        at.function(before);

        at.writes().set(ChangeKind.ENABLE, Switched.REQUEST);
        assertThat(at.environment().find(SWITCH)).contains("true");
        at.undo();

        assertThat(at.environment()).isEqualTo(before);
    }

    @Test
    void inAnEnvironmentWithoutAByteToSpareTheVariableIsRemoved() {
        EnvironmentMap full = EnvironmentMap.of(Map.of(SWITCH, "true"));
        int left = EnvironmentMap.LARGEST
                - full.and(EnvironmentMap.of(Map.of("FILL", ""))).bytes();
        full = full.and(EnvironmentMap.of(Map.of("FILL", "x".repeat(left))));
        at.function(full);

        SwitchResult result = at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);

        assertThat(result.change().after()).isEmpty();
        assertThat(at.environment().find(SWITCH)).isEmpty();
        at.undo();
        assertThat(at.environment()).isEqualTo(full);
    }

    @Test
    void aRecordSaysWhatWasAndWhatFollowed() {
        at.function(ON);
        at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);

        RecordedChange change = at.record(1).orElseThrow();

        assertThat(change.intent().before()).isEqualTo(ON);
        assertThat(change.intent().who()).isEqualTo("ada@desk");
        assertThat(change.intent().reason()).isEqualTo("a test");
        assertThat(change.progress()).isEqualTo(Progress.COMPLETE);
        assertThat(change.steps().stream().map(step -> step.what().word()))
                .containsExactly("made", "settled", "verified");
    }

    @Test
    void whatIsSoAlreadyIsNotChanged() {
        at.function(EnvironmentMap.of(Map.of(SWITCH, "FALSE")));

        SwitchResult result = at.writes().set(ChangeKind.DISABLE, Switched.REQUEST);

        assertThat(result.changed()).isFalse();
        assertThat(at.stub.changes()).isZero();
        assertThat(at.changes()).isEmpty();
    }

    @Test
    void aChangeBySomebodyElseIsRefusedWithTheNamesAndNotTheValues() {
        at.function(ON);
        Map<String, String> theirs = Map.of(SWITCH, "true", "TOKEN", "n3w", "MORE", "x");
        at.stub.before(request -> {
            if (request.operation().equals("UpdateFunctionConfiguration")) {
                at.stub.replaceEnvironment(Switched.NAME, theirs);
            }
        });

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(failure.why()).contains("MORE: added; OTHER: removed; TOKEN: changed");
        assertThat(at.environment()).isEqualTo(EnvironmentMap.of(theirs));
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.NOT_MADE);
        assertThat(at.stub.requests("UpdateFunctionConfiguration")).hasSize(1);
    }

    @Test
    void theSameChangeBySomebodyElseIsNotClaimed() {
        at.function(ON);
        Map<String, String> theirs =
                ON.after(ON.change(SWITCH, Optional.of("false"))).variables();
        at.stub.before(request -> {
            if (request.operation().equals("UpdateFunctionConfiguration")) {
                at.stub.replaceEnvironment(Switched.NAME, theirs);
            }
        });

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(at.environment()).isEqualTo(EnvironmentMap.of(theirs));
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.NOT_MADE);
    }

    @Test
    void anUndoAfterAChangeBySomebodyElseIsRefusedWithADiff() {
        at.function(ON);
        at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);
        Map<String, String> theirs = new TreeMap<>(at.environment().variables());
        theirs.put("MORE", "x");
        at.stub.replaceEnvironment(Switched.NAME, theirs);

        Failure failure = failure(() -> at.undo());

        assertThat(failure.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(failure.why()).contains("since then: MORE: added");
        assertThat(at.environment()).isEqualTo(EnvironmentMap.of(theirs));
    }

    /** The update is made once, whatever came in between, and its outcome is known. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "BUSY", "BROKEN", "CUT", "CUT_AFTERWARDS", "LATE"})
    void aChangeThatMeetsAFaultIsMadeOnce(Fault fault) {
        at.function(ON);
        at.stub.fail("UpdateFunctionConfiguration", fault);

        SwitchResult result = at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);

        assertThat(result.changed()).isTrue();
        assertThat(at.environment()).isEqualTo(ON.after(ON.change(SWITCH, Optional.of("false"))));
        boolean taken = fault == Fault.CUT_AFTERWARDS || fault == Fault.LATE;
        assertThat(at.stub.requests("UpdateFunctionConfiguration")).hasSize(taken ? 1 : 2);
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void requestsThatGotNoAnswerMayStillArriveSoThatNothingIsCertain() {
        at.function(ON);
        at.stub.fail("UpdateFunctionConfiguration", Fault.CUT, Fault.BROKEN, Fault.CUT, Fault.THROTTLED, Fault.BUSY);

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.OUTCOME_UNKNOWN);
        assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("may still arrive"));
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.UNKNOWN);
    }

    @Test
    void theEnvironmentThatWasShownIsTheOneThatIsChangedOrNone() {
        at.function(ON);
        WriteSwitch.Plan plan = at.writes().plan(false, true);
        Map<String, String> theirs = new TreeMap<>(ON.variables());
        theirs.put("MORE", "x");
        at.stub.replaceEnvironment(Switched.NAME, theirs);

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, plan, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(failure.why()).contains("since then: MORE: added");
        assertThat(at.environment()).isEqualTo(EnvironmentMap.of(theirs));
        assertThat(at.writes()
                        .set(ChangeKind.LEVEL1, at.writes().plan(false, true), Switched.REQUEST)
                        .changed())
                .isTrue();
    }

    @Test
    void aFaultThatDoesNotEndIsReportedAsNotMade() {
        at.function(ON);
        at.stub.fail(
                "UpdateFunctionConfiguration", Fault.BUSY, Fault.THROTTLED, Fault.BUSY, Fault.THROTTLED, Fault.BUSY);

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.FUNCTION_BUSY);
        assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("the change was not made"));
        assertThat(at.environment()).isEqualTo(ON);
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.NOT_MADE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereNothingCanBeReadBackTheOutcomeIsUnknownAndTheStatusTellsLater(boolean made) {
        at.function(ON);
        at.stub.fail("UpdateFunctionConfiguration", made ? Fault.CUT_AFTERWARDS : Fault.CUT);
        at.stub.before(request -> {
            if (request.operation().equals("UpdateFunctionConfiguration")) {
                at.stub.fail("GetFunctionConfiguration", Fault.BROKEN);
            }
        });

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.OUTCOME_UNKNOWN);
        assertThat(failure.next()).contains("rollback status");
        ChangeHistory history = at.history();
        assertThat(history.judge(history.changes().get(0)))
                .startsWith("sent, and no answer came; ")
                .endsWith(
                        made
                                ? "as after the change now: it was made"
                                : "same revision now: it has not been made so far");
        at.stub.before(request -> {});
        at.undo();
        assertThat(at.environment()).isEqualTo(ON);
    }

    @Test
    void deniedIsNotMade() {
        at.function(ON);
        at.stub.fail("UpdateFunctionConfiguration", Fault.DENIED);

        assertThat(failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST))
                        .code())
                .isEqualTo(FailureCode.DENIED);
        assertThat(at.record(1).orElseThrow().progress()).isEqualTo(Progress.NOT_MADE);
    }

    @Test
    void anUpdateThatLambdaCannotMakeIsAFailureAndTheNextTryGoesThrough() {
        at.function(ON);
        at.stub.updatesFail("The KMS key is disabled");

        Failure failure = failure(() -> at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.UPDATE_FAILED);
        assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("The KMS key is disabled"));
        at.stub.updatesFail("");
        assertThat(at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST).changed())
                .as("what is said to be off and failed is set again")
                .isTrue();
    }

    @Test
    void anUpdateUnderWayIsWaitedFor() {
        at.function(ON);
        at.stub.settleAfter(3);
        at.control.updateEnvironment(
                Switched.NAME, ON, at.control.find(Switched.NAME).orElseThrow().revision());

        assertThat(at.writes()
                        .set(ChangeKind.LEVEL1, Switched.REQUEST)
                        .function()
                        .lastUpdate())
                .isEqualTo("Successful");
    }

    @Test
    void whoSwitchesOnIsToldWhatKeepsTheTablesFromBeingWrittenAndRead() {
        at.function(EnvironmentMap.of(Map.of()));
        at.stub.function(Switched.READER, Map.of());

        assertThat(at.writes().set(ChangeKind.ENABLE, Switched.REQUEST).warnings())
                .satisfiesExactly(
                        queue -> assertThat(queue).startsWith("No queue calls").contains("deploy push"),
                        reader -> assertThat(reader)
                                .contains("from the lake")
                                .contains("--function " + Switched.READER
                                        + "' has it take them from the session tables"));

        at.control.createTrigger(TRIGGER, "arn:aws:sqs:us-east-1:1:events");
        at.stub.function(Switched.READER, Map.of(SWITCH, "true"));
        assertThat(at.writes().set(ChangeKind.ENABLE, Switched.REQUEST).warnings())
                .as("nothing changed, nothing in the way")
                .isEmpty();

        at.stub.mappings().get(0).put("State", "Disabled");
        assertThat(at.writes().set(ChangeKind.ENABLE, Switched.REQUEST).warnings())
                .singleElement()
                .asString()
                .startsWith("Switched off: event source mapping ")
                .contains(at.stub.mappings().get(0).get("UUID").asText());
    }

    @Test
    void aSwitchThatWasMadeIsMadeThoughNobodyMayLookAtTheQueue() {
        at.function(ON);
        at.stub.fail("ListEventSourceMappings", Fault.DENIED);

        SwitchResult result = at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);

        assertThat(result.changed()).isTrue();
        assertThat(result.warnings()).singleElement().asString().startsWith("It could not be seen which queue calls");
    }

    @Test
    void withoutARecordNothingIsChangedUnlessThatIsAskedFor() {
        at.function(ON);
        ObjectStore broken = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, given) -> {
                    throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "S3 did not answer");
                });

        Failure failure = failure(() -> at.writes(broken).set(ChangeKind.LEVEL1, Switched.REQUEST));

        assertThat(failure.code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        assertThat(failure.next()).contains("--no-record");
        assertThat(at.environment()).isEqualTo(ON);
        assertThat(at.stub.changes()).isZero();

        SwitchResult result = at.writes(broken).set(ChangeKind.LEVEL1, new SwitchRequest("ada", "", false));
        assertThat(result.number()).isEmpty();
        assertThat(WriteSwitch.isOn(at.environment())).isFalse();
    }

    @Test
    void aRecordThatCannotBeCompletedDoesNotStopTheChange() {
        at.function(ON);
        int[] creations = new int[1];
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, given) -> {
                    if (method.getName().equals("create") && ++creations[0] > 1) {
                        throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "S3 did not answer");
                    }
                    return method.invoke(at.store, given);
                });

        SwitchResult result = at.writes(store).set(ChangeKind.LEVEL1, Switched.REQUEST);

        assertThat(result.changed()).isTrue();
        assertThat(result.warnings())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("S3 did not answer"));
        ChangeHistory history = at.history();
        assertThat(history.judge(history.changes().get(0))).endsWith("as after the change now: it was made");
        at.undo();
        assertThat(at.environment()).isEqualTo(ON);
    }

    @Test
    void killedAtAnyCallTheStatusTellsAndUndoBringsEverythingBack() {
        int deaths = 0;
        boolean alive = false;
        for (int call = 1; !alive; call++) {
            alive = true;
            for (boolean afterwards : new boolean[] {false, true}) {
                at.function(ON);
                int before = at.changes().size();
                try {
                    at.dying(call, afterwards).set(ChangeKind.LEVEL1, Switched.REQUEST);
                } catch (Switched.Death death) {
                    alive = false;
                    deaths++;
                }
                ChangeHistory history = at.history();
                boolean recorded = history.changes().size() > before;
                boolean made = !at.environment().equals(ON);
                assertThat(recorded || !made)
                        .as("nothing is changed without a record, call %d", call)
                        .isTrue();
                if (recorded) {
                    RecordedChange last = history.changes().get(before);
                    if (last.progress() != Progress.COMPLETE) {
                        assertThat(history.judge(last)).endsWith(made ? "it was made" : "it was not made");
                    }
                    if (made) {
                        at.undo();
                    } else {
                        assertThat(undoable(history))
                                .as("what was not made is not taken back")
                                .isNotEqualTo(OptionalInt.of(last.number()));
                    }
                }
                assertThat(at.environment()).as("call %d", call).isEqualTo(ON);
            }
        }
        assertThat(deaths).isGreaterThan(20);
    }

    @Test
    void whatBecameOfAKilledChangeIsNotJudgedByWhatOthersChangedAfterwards() {
        for (boolean made : new boolean[] {true, false}) {
            at.function(ON);
            int before = at.changes().size();
            int call = 0;
            boolean killedThere = false;
            while (!killedThere) {
                call++;
                at.function(ON);
                before = at.changes().size();
                try {
                    at.dying(call, false).set(ChangeKind.LEVEL1, Switched.REQUEST);
                    throw new AssertionError("never killed there");
                } catch (Switched.Death death) {
                    killedThere = at.changes().size() > before
                            && at.environment().equals(ON) != made
                            && at.changes().get(before).steps().isEmpty();
                }
            }
            at.writes().set(ChangeKind.DISABLE, Switched.REQUEST);
            at.writes().set(ChangeKind.ENABLE, Switched.REQUEST);

            ChangeHistory history = at.history();

            assertThat(history.judge(history.changes().get(before)))
                    .startsWith("begun, and its end was not written down; ")
                    .contains("when change " + (before + 2) + " began")
                    .endsWith(made ? "it was made" : "it was not made");
        }
    }

    /** The change that an undo without a number takes back; empty when there is none. */
    private static OptionalInt undoable(ChangeHistory history) {
        try {
            return OptionalInt.of(history.toUndo(OptionalInt.empty()).number());
        } catch (Failure nothing) {
            return OptionalInt.empty();
        }
    }

    @Test
    void anUndoThatIsKilledCanBeRepeated() {
        boolean alive = false;
        for (int call = 1; !alive; call++) {
            alive = true;
            for (boolean afterwards : new boolean[] {false, true}) {
                at.function(ON);
                int number = at.writes()
                        .set(ChangeKind.LEVEL1, Switched.REQUEST)
                        .number()
                        .getAsInt();
                RecordedChange change = at.record(number).orElseThrow();
                try {
                    at.dying(call, afterwards).undo(number, change.intent(), Switched.REQUEST);
                } catch (Switched.Death death) {
                    alive = false;
                }
                List<RecordedChange> all = at.changes();
                RecordedChange last = all.get(all.size() - 1);
                if (last.progress() != Progress.COMPLETE || last.number() == number) {
                    assertThat(at.history().toUndo(OptionalInt.empty()).number())
                            .as("call %d", call)
                            .isEqualTo(number);
                    at.undo();
                }
                assertThat(at.environment()).as("call %d", call).isEqualTo(ON);
            }
        }
    }

    @Test
    void changesAreTakenBackOneAfterTheOther() {
        at.function(ON);
        at.writes().set(ChangeKind.DISABLE, Switched.REQUEST);
        at.writes().set(ChangeKind.ENABLE, Switched.REQUEST);
        at.writes().set(ChangeKind.LEVEL1, Switched.REQUEST);

        for (String value : new String[] {"true", "false", "true"}) {
            at.undo();
            assertThat(at.environment().find(SWITCH)).contains(value);
        }
        assertThat(failure(() -> at.undo()).code()).isEqualTo(FailureCode.NOT_FOUND);
    }

    private static Map<String, String> others(EnvironmentMap map) {
        Map<String, String> others = new TreeMap<>(map.variables());
        others.remove(SWITCH);
        return others;
    }

    private static Failure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call);
    }
}
