package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.ObjectStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A function at a service that answers as Lambda does, and its switch, which may die at any call of a port. */
final class Switched implements AutoCloseable {
    static final String NAME = "Analytics_Event_Processor";
    static final String READER = "Analytics_Dashboard_API";
    static final SwitchRequest REQUEST = new SwitchRequest("ada@desk", "a test", true);

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-28T09:15:02.481Z"), ZoneOffset.UTC);

    /** The end of the program. No failure of a service: nothing may catch it and go on. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("dead", null, false, false);
        }
    }

    final LambdaStub stub;
    final ObjectStore store = new MapStore();
    final FunctionControl control;

    Switched() throws IOException {
        stub = new LambdaStub();
        stub.settleAfter(0);
        AwsConnection connection = AwsConnection.local(stub.uri());
        Duration connect = Duration.ofSeconds(8);
        CallLimits reading = new CallLimits(connect, Duration.ofSeconds(30), 1, false);
        // The stub's late answers come later than this.
        CallLimits changing = new CallLimits(connect, Duration.ofMillis(2_500), 1, false);
        control = new Lambda(connection.with(reading), connection.with(changing))
                .functionControl(new Patience(Duration.ofSeconds(20), Duration.ofMillis(10)));
    }

    void function(EnvironmentMap environment) {
        stub.function(NAME, environment.variables());
    }

    EnvironmentMap environment() {
        return EnvironmentMap.of(stub.environment(NAME));
    }

    ChangeRecords records() {
        return new ChangeRecords(store, new JacksonParser(), NAME);
    }

    /** The record of a change. */
    Optional<RecordedChange> record(int number) {
        return changes().stream().filter(change -> change.number() == number).findFirst();
    }

    List<RecordedChange> changes() {
        return records().all().changes();
    }

    WriteSwitch writes() {
        return writes(store);
    }

    WriteSwitch writes(ObjectStore records) {
        return new WriteSwitch(
                control, new ChangeRecords(records, new JacksonParser(), NAME), NAME, READER, List::of, CLOCK);
    }

    /** The switch of a program that dies at a call: before it, or when it has been made. */
    WriteSwitch dying(int call, boolean afterwards) {
        int[] left = {call};
        ObjectStore mortalStore = mortal(ObjectStore.class, store, left, afterwards);
        FunctionControl mortalControl = mortal(FunctionControl.class, control, left, afterwards);
        return new WriteSwitch(
                mortalControl,
                new ChangeRecords(mortalStore, new JacksonParser(), NAME),
                NAME,
                READER,
                List::of,
                CLOCK);
    }

    /** A port of a program that dies when so many calls were made; the calls are counted over all its ports. */
    static <T> T mortal(Class<T> port, T real, int[] left, boolean afterwards) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    boolean last = --left[0] == 0;
                    if (left[0] < 0 || last && !afterwards) {
                        throw new Death();
                    }
                    try {
                        Object answer = method.invoke(real, given);
                        if (last) {
                            throw new Death();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    ChangeHistory history() {
        return history(List.of());
    }

    ChangeHistory history(List<String> missingTables) {
        return ChangeHistory.of(control.find(NAME), missingTables, records());
    }

    /** Takes the last change back. */
    SwitchResult undo() {
        RecordedChange change = history().toUndo(OptionalInt.empty());
        return writes().undo(change.number(), change.intent(), REQUEST);
    }

    @Override
    public void close() {
        stub.close();
    }
}
