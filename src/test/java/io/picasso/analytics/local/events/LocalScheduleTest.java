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
import java.util.HashMap;
import java.util.Map;
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

    /** Which instance of the function answered, and how often that one was called, this call included. */
    private record Count(String instance, int calls) {
        static Count ask() {
            String answer = functions
                    .invoke(NAME, "{\"do\":\"count\"}".getBytes(StandardCharsets.UTF_8))
                    .text();
            Matcher count = Pattern.compile("\"calls\":(\\d+),\"pid\":(\\d+)").matcher(answer);
            assertThat(count.find()).as(answer).isTrue();
            return new Count(count.group(2), Integer.parseInt(count.group(1)));
        }
    }

    /**
     * Calls of others between calls of our own. Calls at the same time go to several instances; of each, what it counted
     * before it first answered us is left out.
     */
    private static final class Others {
        private final Map<String, Integer> last = new HashMap<>();
        private int seen;

        int seen() {
            Count count = Count.ask();
            Integer before = last.put(count.instance(), count.calls());
            seen += before == null ? 0 : count.calls() - before - 1;
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
        Others others = new Others();
        int[] last = {-1};
        until(() -> {
            int now = others.seen();
            boolean still = now == last[0];
            last[0] = now;
            pause();
            return still;
        });
        int then = others.seen();
        pause();
        pause();
        assertThat(others.seen()).as("on port " + server.port()).isEqualTo(then);
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
