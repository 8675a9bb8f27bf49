package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.resource.AddressDeclaration;
import io.picasso.analytics.resource.CallPermission;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionSettings;
import io.picasso.analytics.resource.TriggerDeclaration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link FunctionControl} must hold, whoever answers behind it. */
public abstract class FunctionControlContract {
    private static final FunctionSettings SETTINGS = new FunctionSettings(
            "java17", "a.Handler", Optional.of("arn:aws:iam::000000000000:role/ours"), 512, Duration.ofSeconds(50));

    /** The functions; none of that name is there at the start of a test. */
    protected abstract FunctionControl control();

    /** A name for this test's function. */
    protected abstract String name();

    /** A zip that can be a function's code. */
    protected abstract FunctionCode code();

    /** Another one. */
    protected abstract FunctionCode otherCode();

    /** ARN of a queue that is there, and that nothing calls a function for. */
    protected abstract String queueArn();

    private FoundFunction created(Map<String, String> environment) {
        control().create(name(), SETTINGS, EnvironmentMap.of(environment), code());
        return control().awaitSettled(name());
    }

    @Test
    void whatIsNotThereIsNotFoundAndHasNoTriggers() {
        assertThat(control().find(name())).isEmpty();
        assertThat(control().triggers(name())).isEmpty();
        assertThat(control().address(name())).isEmpty();
    }

    @Test
    void aFunctionIsMadeAndReadWhole() {
        Map<String, String> environment = Map.of("TEXT", "é \"x\" 'y'\n", "EMPTY", "");

        FoundFunction made = created(environment);

        assertThat(made.settled()).isTrue();
        assertThat(made.failed()).isFalse();
        assertThat(made.state()).isEqualTo("Active");
        assertThat(made.settings()).isEqualTo(SETTINGS);
        assertThat(made.environment()).isEqualTo(EnvironmentMap.of(environment));
        assertThat(made.codeSha256()).isEqualTo(code().sha256());
        assertThat(made.codeBytes()).isEqualTo(code().zip().length);
        assertThat(made.arn()).endsWith(":function:" + name());
        assertThat(code(() -> control().create(name(), SETTINGS, EnvironmentMap.EMPTY, code())))
                .isEqualTo(FailureCode.RESOURCE_CONFLICT);
    }

    @Test
    void anEnvironmentIsReplacedWholeAndTheRestStays() {
        FoundFunction made = created(Map.of("GONE", "1", "CHANGED", "1"));

        control().updateEnvironment(name(), EnvironmentMap.of(Map.of("CHANGED", "2", "ADDED", "3")), made.revision());

        FoundFunction now = control().awaitSettled(name());
        assertThat(now.environment()).isEqualTo(EnvironmentMap.of(Map.of("CHANGED", "2", "ADDED", "3")));
        assertThat(now.settings()).isEqualTo(SETTINGS);
        assertThat(now.revision()).isNotEqualTo(made.revision());
        control().updateEnvironment(name(), EnvironmentMap.EMPTY, now.revision());
        assertThat(control().awaitSettled(name()).environment()).isEqualTo(EnvironmentMap.EMPTY);
    }

    @Test
    void codeAndSettingsAreChangedUnderTheRevision() {
        FoundFunction made = created(Map.of());
        control().updateCode(name(), otherCode(), made.revision());
        FoundFunction now = control().awaitSettled(name());
        assertThat(now.codeSha256()).isEqualTo(otherCode().sha256());
        FunctionSettings other =
                new FunctionSettings("java17", "b.Handler", SETTINGS.role(), 256, Duration.ofSeconds(40));

        control().configure(name(), other, EnvironmentMap.of(Map.of("SET", "1")), now.revision());

        FoundFunction configured = control().awaitSettled(name());
        assertThat(configured.settings()).isEqualTo(other);
        assertThat(configured.environment()).isEqualTo(EnvironmentMap.of(Map.of("SET", "1")));
        assertThat(configured.codeSha256()).isEqualTo(otherCode().sha256());
    }

    @Test
    void anotherRevisionIsRefusedAndNothingIsChanged() {
        FoundFunction made = created(Map.of("KEPT", "1"));
        control().updateEnvironment(name(), EnvironmentMap.of(Map.of("KEPT", "2")), made.revision());
        control().awaitSettled(name());

        assertThat(code(() -> control().updateEnvironment(name(), EnvironmentMap.EMPTY, made.revision())))
                .isEqualTo(FailureCode.CONCURRENT_CHANGE);
        assertThat(code(() -> control().updateCode(name(), otherCode(), made.revision())))
                .isEqualTo(FailureCode.CONCURRENT_CHANGE);
        FoundFunction now = control().awaitSettled(name());
        assertThat(now.environment()).isEqualTo(EnvironmentMap.of(Map.of("KEPT", "2")));
        assertThat(now.codeSha256()).isEqualTo(code().sha256());
    }

    @Test
    void aChangeWhileOneIsUnderWayIsRefused() {
        FoundFunction made = created(Map.of());
        control().updateEnvironment(name(), EnvironmentMap.of(Map.of("FIRST", "1")), made.revision());

        // Where the first has come into force by now, it is of another revision.
        assertThat(code(() -> control().updateEnvironment(name(), EnvironmentMap.EMPTY, made.revision())))
                .isIn(FailureCode.FUNCTION_BUSY, FailureCode.CONCURRENT_CHANGE);
        assertThat(control().awaitSettled(name()).environment().find("FIRST")).contains("1");
    }

    @Test
    void anEnvironmentBeyondFourKilobytesIsRefused() {
        FoundFunction made = created(Map.of());
        EnvironmentMap fits = EnvironmentMap.of(Map.of("FULL", "x".repeat(4_096 - "{\"FULL\":\"\"}".length())));
        control().updateEnvironment(name(), fits, made.revision());
        FoundFunction now = control().awaitSettled(name());
        assertThat(now.environment()).isEqualTo(fits);

        assertThat(code(() -> control()
                        .updateEnvironment(
                                name(), EnvironmentMap.of(Map.of("FULL", "x".repeat(4_096))), now.revision())))
                .isEqualTo(FailureCode.BAD_CONFIGURATION);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThat(code(() -> control().updateEnvironment(name(), EnvironmentMap.EMPTY, "r")))
                .isEqualTo(FailureCode.RESOURCE_MISSING);
        assertThat(code(() -> control().invoke(name(), new byte[] {'{', '}'}))).isEqualTo(FailureCode.RESOURCE_MISSING);
    }

    @Test
    void aQueueCallsTheFunctionAndOnlyOnce() {
        created(Map.of());
        TriggerDeclaration trigger = new TriggerDeclaration(name(), queue(), 10, Duration.ofSeconds(5));
        control().createTrigger(trigger, queueArn());

        assertThat(control().triggers(name())).singleElement().satisfies(found -> {
            assertThat(found.source()).isEqualTo(queueArn());
            assertThat(found.batchSize()).isEqualTo(10);
            assertThat(found.window()).isEqualTo(Duration.ofSeconds(5));
            assertThat(found.reportsFailures()).isTrue();
            assertThat(found.callsVersion()).isFalse();
            assertThat(found.isOff()).isFalse();
        });
        assertThat(code(() -> control().createTrigger(trigger, queueArn()))).isEqualTo(FailureCode.RESOURCE_CONFLICT);
    }

    private String queue() {
        return queueArn().substring(queueArn().lastIndexOf(':') + 1);
    }

    @Test
    void anAddressIsForSignedRequestsAndThereIsOne() {
        created(Map.of());
        AddressDeclaration address = new AddressDeclaration(name(), AddressDeclaration.Access.SIGNED);

        control().createAddress(address);

        assertThat(control().address(name())).hasValueSatisfying(found -> {
            assertThat(found.access()).isEqualTo("AWS_IAM");
            assertThat(found.url()).startsWith("http");
        });
        assertThat(code(() -> control().createAddress(address))).isEqualTo(FailureCode.RESOURCE_CONFLICT);
    }

    @Test
    void anAddressForEverybodyIsOpen() {
        created(Map.of());

        control().createAddress(new AddressDeclaration(name(), AddressDeclaration.Access.PUBLIC));

        assertThat(control().address(name()))
                .hasValueSatisfying(found -> assertThat(found.access()).isEqualTo("NONE"));
    }

    @Test
    void statementsOfThePolicyAreAddedOnceAndTakenOut() {
        assertThat(control().permissions(name())).isEmpty();
        created(Map.of());
        assertThat(control().permissions(name())).isEmpty();
        CallPermission rule = CallPermission.rule("hourly", "arn:aws:events:us-east-1:000000000000:rule/hourly");

        control().permit(name(), CallPermission.publicUrl());
        control().permit(name(), CallPermission.publicCall());
        control().permit(name(), rule);

        assertThat(control().permissions(name()))
                .containsExactlyInAnyOrder(
                        "FunctionURLAllowPublicAccess", "FunctionURLInvokeAllowPublicAccess", "rule-hourly");
        assertThat(code(() -> control().permit(name(), rule))).isEqualTo(FailureCode.RESOURCE_CONFLICT);
        control().forbid(name(), rule.statement());
        control().forbid(name(), rule.statement());
        assertThat(control().permissions(name())).hasSize(2);
    }

    private static FailureCode code(ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call).code();
    }
}
