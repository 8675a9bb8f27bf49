package io.picasso.analytics.operation.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push that is killed at any call, and one that somebody else comes between. */
class DeploymentTest {
    private static final FunctionDeclarations DECLARED = FunctionDeclarations.of(Settings.defaults("staging"));
    private static final String NAME = DECLARED.processor().name();
    private static final int FUNCTIONS = DECLARED.all().size();

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private LambdaStub stub;
    private FunctionControl control;

    @BeforeEach
    void start() throws IOException {
        stub = new LambdaStub();
        stub.settleAfter(0);
        AwsConnection connection = AwsConnection.local(stub.uri());
        control = new Lambda(connection, connection.with(CallLimits.ONCE))
                .functionControl(new Patience(Duration.ofSeconds(5), Duration.ofMillis(10)));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void killedAtAnyCallTheNextPushFinishesAndNothingIsThereTwice() {
        FunctionCode code = null;
        boolean alive = false;
        for (int call = 1; !alive; call++) {
            code = code((byte) call);
            if (call % 2 == 0) {
                Map<String, String> less = new TreeMap<>(stub.environment(NAME));
                less.remove("MAPPINGS_BUCKET");
                stub.replaceEnvironment(NAME, less);
            }
            alive = true;
            try {
                push(dying(call), code);
            } catch (Death death) {
                alive = false;
            }
            push(control, code);
            assertThat(plan(control, code))
                    .allSatisfy(one -> assertThat(one.changes()).isEmpty());
            assertThat(stub.mappings()).hasSize(1);
            assertThat(stub.environment(NAME)).containsEntry("DYNAMODB_WRITE_ENABLED", "false");
            assertThat(stub.functions()).hasSize(FUNCTIONS);
            assertThat(control.permissions(DECLARED.api().name())).hasSize(2);
        }
    }

    @Test
    void whatSomebodyElseSetsBetweenPlanAndPushIsNotOverwritten() {
        push(control, code((byte) 1));
        Map<String, String> less = new TreeMap<>(stub.environment(NAME));
        less.remove("MAPPINGS_BUCKET");
        stub.replaceEnvironment(NAME, less);
        List<Difference> plan = plan(control, code((byte) 1));
        less.put("DYNAMODB_WRITE_ENABLED", "true");
        stub.replaceEnvironment(NAME, less);

        Failure failure = catchThrowableOfType(
                Failure.class, () -> deployment(control).apply(changes(plan), code((byte) 1), line -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(failure.why()).contains("DYNAMODB_WRITE_ENABLED: changed");
        assertThat(stub.environment(NAME)).isEqualTo(less);
    }

    @Test
    void anAddressThatIsOpenerThanDeclaredIsNeverCalledAsDeclared() {
        push(control, code((byte) 1));
        for (String declared : List.of("off", "iam")) {
            FunctionDeclarations closed = FunctionDeclarations.of(
                    Settings.defaults("staging").with(SettingKey.API_URL, declared, Origin.DEFAULT));

            List<Difference> plan = deployment(control, closed).plan(closed.all(), code((byte) 1));

            assertThat(plan)
                    .filteredOn(one -> one.verdict() == Verdict.CONFLICT)
                    .as(declared)
                    .singleElement()
                    .satisfies(one -> assertThat(one.details().toString()).contains("NONE"));
        }
    }

    private static FunctionCode code(byte content) {
        byte[] zip = {content};
        return new FunctionCode(zip, LambdaStub.sha256(zip));
    }

    private static void push(FunctionControl functions, FunctionCode code) {
        deployment(functions).apply(changes(plan(functions, code)), code, line -> {});
    }

    private static List<Difference> plan(FunctionControl functions, FunctionCode code) {
        return deployment(functions).plan(DECLARED.all(), code);
    }

    private static List<ResourceChange> changes(List<Difference> plan) {
        return plan.stream().flatMap(one -> one.changes().stream()).toList();
    }

    private static Deployment deployment(FunctionControl functions) {
        return deployment(functions, DECLARED);
    }

    private static Deployment deployment(FunctionControl functions, FunctionDeclarations declared) {
        QueueControl queues = (QueueControl) Proxy.newProxyInstance(
                QueueControl.class.getClassLoader(),
                new Class<?>[] {QueueControl.class},
                (proxy, method, given) ->
                        method.getName().equals("arn") ? "arn:aws:sqs:us-east-1:1:" + given[0] : Optional.empty());
        return new Deployment(declared, functions, queues, false);
    }

    /** Odd calls die before, even calls when they have been made. */
    private FunctionControl dying(int call) {
        int[] left = {call};
        return (FunctionControl) Proxy.newProxyInstance(
                FunctionControl.class.getClassLoader(),
                new Class<?>[] {FunctionControl.class},
                (proxy, method, given) -> {
                    boolean last = --left[0] == 0;
                    if (left[0] < 0 || last && call % 2 == 1) {
                        throw new Death();
                    }
                    try {
                        Object answer = method.invoke(control, given);
                        if (last) {
                            throw new Death();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
