package io.picasso.analytics.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.events.EventBridge;
import io.picasso.analytics.adapter.aws.events.EventBridgeClients;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.local.lambda.FunctionZips;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.ScheduleControl;
import io.picasso.analytics.resource.FunctionCode;
import io.picasso.analytics.resource.FunctionSettings;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/** Rules whose minutes are short, calling a real function of the embedded stack's Lambda. */
class LocalScheduleTest {
    private static final String NAME = "scheduled-probe";
    private static final ScheduleDeclaration EVERY_MINUTE =
            new ScheduleDeclaration("every-minute", NAME, Duration.ofMinutes(1));
    private static final Duration MINUTE = Duration.ofMillis(100);

    private static FunctionControl functions;

    @TempDir
    Path folder;

    @BeforeAll
    static void deploy() {
        AwsConnection connection = AwsConnection.local(LocalEngines.endpoints().lambda());
        functions = new Lambda(connection, connection.with(CallLimits.ONCE))
                .functionControl(new Patience(Duration.ofSeconds(10), Duration.ofMillis(20)));
        if (functions.find(NAME).isPresent()) {
            return;
        }
        byte[] zip = FunctionZips.probe();
        functions.create(
                NAME,
                new FunctionSettings(
                        "java17",
                        FunctionZips.PROBE_HANDLER,
                        Optional.of("arn:aws:iam::000000000000:role/any"),
                        128,
                        Duration.ofSeconds(20)),
                EnvironmentMap.EMPTY,
                new FunctionCode(zip, LambdaStub.sha256(zip)));
        functions.awaitSettled(NAME);
    }

    private EventsServer server() throws IOException {
        return new EventsServer(0, folder, LocalEngines.endpoints().lambda(), MINUTE);
    }

    private static ScheduleControl control(EventsServer server) {
        return new EventBridge(AwsConnection.local(Endpoints.at(server.port()))).scheduleControl();
    }

    /** How often the function was called, this call included. */
    private static int calls() {
        String answer = functions
                .invoke(NAME, "{\"do\":\"count\"}".getBytes(StandardCharsets.UTF_8))
                .text();
        Matcher calls = Pattern.compile("\"calls\":(\\d+)").matcher(answer);
        assertThat(calls.find()).as(answer).isTrue();
        return Integer.parseInt(calls.group(1));
    }

    /** Calls of others, seen between calls of our own. An instance that was busy is not counted on: another one answers. */
    private static final class Others {
        private int last = calls();
        private int seen;

        int seen() {
            int now = calls();
            seen += Math.max(0, now - last - 1);
            last = now;
            return seen;
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within half a minute").isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void aRuleCallsItsFunctionAgainAndAgainAlsoAfterARestartUntilItIsDeleted() throws Exception {
        try (EventsServer server = server()) {
            control(server).put(EVERY_MINUTE, true);
            control(server)
                    .target(EVERY_MINUTE, functions.find(NAME).orElseThrow().arn());
            Others others = new Others();
            until(() -> others.seen() >= 2);
        }
        try (EventsServer server = server()) {
            assertThat(control(server).find(EVERY_MINUTE.name())).isPresent();
            Others others = new Others();
            until(() -> others.seen() >= 2);

            control(server).put(EVERY_MINUTE, false);
            assertStill(server);
            control(server).put(EVERY_MINUTE, true);
            control(server).delete(EVERY_MINUTE.name());
            assertStill(server);
        }
    }

    /** What was handed over before may still be under way; after that, nothing comes. */
    private static void assertStill(EventsServer server) throws InterruptedException {
        int[] last = {-1};
        until(() -> {
            int now = calls();
            boolean still = now == last[0] + 1;
            last[0] = now;
            pause();
            return still;
        });
        int then = calls();
        pause();
        pause();
        assertThat(calls()).as("on port " + server.port()).isEqualTo(then + 1);
    }

    private static void pause() {
        try {
            Thread.sleep(MINUTE.multipliedBy(3).toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTheStackCannotDoIsRefusedAndNotIgnored() throws IOException {
        try (EventsServer server = server();
                EventBridgeClient client =
                        EventBridgeClients.create(AwsConnection.local(Endpoints.at(server.port())))) {
            assertThatThrownBy(() -> client.putRule(b -> b.name("x").scheduleExpression("cron(0 * * * ? *)")))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining("cron is not supported");
            for (String wrong : new String[] {"rate(0 minutes)", "rate(1 minutes)", "rate(2 minute)", "hourly"}) {
                assertThatThrownBy(() -> client.putRule(b -> b.name("x").scheduleExpression(wrong)))
                        .isInstanceOf(EventBridgeException.class)
                        .hasMessageContaining("not valid");
            }
            assertThatThrownBy(() -> client.putRule(b -> b.name("x").eventPattern("{}")))
                    .isInstanceOf(EventBridgeException.class);
            client.putRule(b -> b.name("x").scheduleExpression("rate(2 days)"));
            assertThatThrownBy(() -> client.putTargets(
                            b -> b.rule("x").targets(t -> t.id("q").arn("arn:aws:sqs:us-east-1:1:queue"))))
                    .hasMessageContaining("functions only");
            client.putTargets(
                    b -> b.rule("x").targets(t -> t.id("f").arn("arn:aws:lambda:us-east-1:000000000000:function:f")));
            assertThatThrownBy(() -> client.deleteRule(b -> b.name("x"))).hasMessageContaining("has targets");
            assertThat(client.listRules(b -> {}).rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.arn()).endsWith(":rule/x"));
        }
    }
}
