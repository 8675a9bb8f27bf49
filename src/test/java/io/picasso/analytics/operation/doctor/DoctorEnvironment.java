package io.picasso.analytics.operation.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.adapter.aws.s3.S3;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.Messages;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.resource.DeployedFunction;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.wiring.Care;
import io.picasso.analytics.wiring.Wiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A provisioned environment with events in it, whose function is the real processor behind a Lambda of the test's own,
 * and whose queue is worked on by it too.
 */
final class DoctorEnvironment implements AutoCloseable {
    static final String FUNCTION = SettingKey.PROCESSOR_FUNCTION.defaultText();
    static final Tenant TENANT = IngestEnvironment.TENANTS.get(0);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofSeconds(20);

    final IngestEnvironment engines;
    final LambdaStub lambda = new LambdaStub();
    /** In front of S3, DynamoDB and SQS, as the doctor sees them; the processor goes past. */
    final FaultyEndpoint s3;

    final FaultyEndpoint dynamoDb;
    final FaultyEndpoint sqs;

    private final Path stack;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean consuming = new AtomicBoolean(true);
    private final AtomicBoolean idle = new AtomicBoolean();
    private final Thread poller;
    private final Map<String, String> variables = new TreeMap<>();
    private volatile String lost = "nothing";
    private volatile boolean failing;
    private int runs;

    DoctorEnvironment(Path stack) throws IOException {
        this.stack = stack;
        engines = IngestEnvironment.create(Map.of(SettingKey.RETENTION_DAYS, "3650"));
        engines.set(SettingKey.LAMBDA_ENDPOINT, lambda.uri().toString());
        s3 = new FaultyEndpoint(LocalEngines.endpoints().s3());
        dynamoDb = new FaultyEndpoint(LocalEngines.endpoints().dynamodb());
        sqs = new FaultyEndpoint(LocalEngines.endpoints().sqs());
        Wiring wiring = engines.wiring();
        BatchProcessor processor = wiring.ingestion().processor();
        lambda.runs(event -> answer(processor, event));
        variables.putAll(declared(engines.settings()).variables());
        variables.put(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), "true");
        deploy();
        trigger();
        List<InboundMessage> messages = new ArrayList<>();
        Instant now = Instant.now();
        List<String> sent = Messages.sent(TENANT, "healthy", 5, now.minusSeconds(60));
        for (int i = 0; i < sent.size(); i++) {
            messages.add(new InboundMessage(
                    "m" + i,
                    sent.get(i).getBytes(StandardCharsets.UTF_8),
                    Optional.of(now),
                    InboundMessage.Source.line("m" + i),
                    InboundMessage.Origin.PRODUCER));
        }
        processor.process(messages);
        showTenants();
        poller = new Thread(this::poll, "poller");
        poller.setDaemon(true);
        poller.start();
    }

    /** The environment of the function, as it is declared for these settings. */
    private static EnvironmentMap declared(Settings settings) {
        DeployedFunction declared = FunctionDeclarations.of(settings).processor();
        return declared.function().environment(EnvironmentMap.EMPTY);
    }

    private void trigger() {
        FunctionControl control = new Lambda(
                        AwsConnection.local(lambda.uri()),
                        AwsConnection.local(lambda.uri()).with(CallLimits.ONCE))
                .functionControl(Patience.DEFAULT);
        control.createTrigger(
                FunctionDeclarations.of(engines.settings())
                        .processor()
                        .trigger()
                        .orElseThrow(),
                "arn:aws:sqs:us-east-1:000000000000:" + name(SettingKey.QUEUE));
        lambda.mappings().get(0).put("State", "Enabled");
    }

    /** Lets Athena see every tenant, as an apply does. */
    void showTenants() {
        var provision = engines.wiring().provision(Duration.ofSeconds(30));
        provision.apply(provision.plan(Part.USUAL), line -> {});
    }

    String name(SettingKey key) {
        return engines.settings().text(key);
    }

    /** The environment of the function, to be changed and put back with {@link #tell}. */
    Map<String, String> variables() {
        return new TreeMap<>(variables);
    }

    void tell(Map<String, String> environment) {
        lambda.replaceEnvironment(FUNCTION, environment);
    }

    /** The function loses events of a type. */
    void lose(String type) {
        lost = type;
    }

    /** The function answers with an error. */
    void fail(boolean yes) {
        failing = yes;
    }

    /** Takes the function away, with what calls it. */
    void undeploy() {
        lambda.remove(FUNCTION);
    }

    /** Deploys the function again, as it was. */
    void deploy() {
        lambda.function(FUNCTION, variables);
        lambda.member(FUNCTION, "Timeout", JSON.getNodeFactory().numberNode(50));
    }

    /** Whether messages are taken from the queue, from when this returns. */
    void consume(boolean yes) throws InterruptedException {
        consuming.set(yes);
        while (idle.get() == yes) {
            Thread.sleep(20);
        }
    }

    private JsonNode answer(BatchProcessor processor, JsonNode event) {
        if (failing) {
            return JSON.createObjectNode().put("errorMessage", "a test").put("errorType", "java.lang.Error");
        }
        List<InboundMessage> messages = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            if (record.get("body").asText().contains("\"" + lost + "\"")) {
                continue;
            }
            messages.add(new InboundMessage(
                    record.get("messageId").asText(),
                    record.get("body").asText().getBytes(StandardCharsets.UTF_8),
                    Optional.of(Instant.ofEpochMilli(
                            record.at("/attributes/SentTimestamp").asLong())),
                    InboundMessage.Source.line(record.get("messageId").asText()),
                    InboundMessage.Origin.PRODUCER));
        }
        BatchResult result = processor.process(messages);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        result.failed().forEach(id -> failures.addObject().put("itemIdentifier", id));
        return answer;
    }

    private void poll() {
        EventQueue queue = engines.wiring().queue();
        BatchProcessor processor = engines.wiring().ingestion().processor();
        while (!over.get()) {
            idle.set(!consuming.get());
            try {
                if (idle.get()) {
                    Thread.sleep(50);
                } else {
                    take(queue, processor);
                }
            } catch (Failure | InterruptedException faultOfTheTest) {
                // The queue may be gone for a while.
            }
        }
    }

    private static void take(EventQueue queue, BatchProcessor processor) {
        List<EventQueue.Message> taken = queue.receive(EventQueue.MAX_BATCH, Duration.ofSeconds(1));
        if (taken.isEmpty()) {
            return;
        }
        BatchResult result = processor.process(taken.stream()
                .map(message -> new InboundMessage(
                        message.id(),
                        message.body().getBytes(StandardCharsets.UTF_8),
                        Optional.of(message.sentAt()),
                        InboundMessage.Source.line(message.id()),
                        InboundMessage.Origin.PRODUCER))
                .toList());
        queue.delete(taken.stream()
                .filter(message -> !result.failed().contains(message.id()))
                .toList());
    }

    /** What the doctor finds, seeing the engines through the faulty endpoints. */
    List<CheckResult> examine() {
        return examine(Clock.systemUTC(), WAIT);
    }

    List<CheckResult> examine(Clock clock, Duration wait) {
        return care(clock).doctor(() -> false).examine("t" + ++runs, wait, result -> {});
    }

    /** What the doctor finds in an environment that is not the embedded one: there AWS is asked who we are. */
    List<CheckResult> examineAs(Optional<String> profile, FaultyEndpoint.Answer sts) throws IOException {
        try (FaultyEndpoint endpoint =
                new FaultyEndpoint(LocalEngines.endpoints().s3())) {
            endpoint.set(request -> Optional.of(sts));
            Settings elsewhere = Settings.defaults("elsewhere");
            for (SettingKey key : SettingKey.values()) {
                elsewhere = elsewhere.with(key, engines.settings().text(key), Origin.DEFAULT);
            }
            elsewhere = elsewhere
                    .with(SettingKey.STS_ENDPOINT, endpoint.uri().toString(), Origin.DEFAULT)
                    .with(SettingKey.PROFILE, profile.orElse(""), Origin.DEFAULT);
            Map<String, String> there = new TreeMap<>(declared(elsewhere).variables());
            there.put(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), "true");
            tell(there);
            if (profile.isEmpty()) {
                System.setProperty("aws.accessKeyId", Endpoints.KEY);
                System.setProperty("aws.secretAccessKey", Endpoints.KEY);
            }
            // A machine without credentials would be asked for a role of its own.
            System.setProperty("aws.disableEc2Metadata", "true");
            return new Wiring(elsewhere, Clock.systemUTC())
                    .care(Optional.of(stack))
                    .doctor(() -> false)
                    .examine("t" + ++runs, WAIT, result -> {});
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            System.clearProperty("aws.disableEc2Metadata");
            tell(variables());
        }
    }

    /** What lies in a bucket. */
    ObjectStore store(String bucket) {
        return new S3(AwsConnection.local(LocalEngines.endpoints().s3())).objectStore(bucket);
    }

    Care care(Clock clock) {
        Settings settings = engines.settings();
        for (Map.Entry<SettingKey, FaultyEndpoint> endpoint : Map.of(
                        SettingKey.S3_ENDPOINT,
                        s3,
                        SettingKey.DYNAMODB_ENDPOINT,
                        dynamoDb,
                        SettingKey.SQS_ENDPOINT,
                        sqs)
                .entrySet()) {
            settings =
                    settings.with(endpoint.getKey(), endpoint.getValue().uri().toString(), Origin.DEFAULT);
        }
        return new Wiring(settings, clock).care(Optional.of(stack));
    }

    @Override
    public void close() {
        over.set(true);
        lambda.close();
        s3.close();
        dynamoDb.close();
        sqs.close();
        engines.close();
    }
}
