package io.picasso.analytics.operation.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.athena.Athena;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Faults injected one by one into a healthy environment: each is found, with its figure, and nothing else is. */
class DoctorFaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static DoctorEnvironment environment;
    private static DynamoDbClient dynamoDb;
    private static SqsClient sqs;

    /**
     * @param check the check that has to fail
     * @param figure its figure that breaks a limit, and what it has to be
     */
    private record Injected(String name, String check, String figure, long value, Step inject, Step mend) {}

    private interface Step {
        void run() throws IOException;
    }

    @BeforeAll
    static void start() throws IOException {
        environment = new DoctorEnvironment(folder);
        dynamoDb = environment.engines.dynamoDb();
        sqs = environment.engines.resources().sqs();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        environment.close();
    }

    private static String name(SettingKey key) {
        return environment.name(key);
    }

    private static String url(SettingKey queue) {
        return sqs.getQueueUrl(b -> b.queueName(name(queue))).queueUrl();
    }

    private static void provision() {
        environment.showTenants();
    }

    private static void dropTable(SettingKey table) {
        dynamoDb.deleteTable(b -> b.tableName(name(table)));
    }

    private static void tableOfKey(SettingKey table, String key, ScalarAttributeType type) {
        dynamoDb.createTable(b -> b.tableName(name(table))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(a -> a.attributeName(key).attributeType(type))
                .keySchema(k -> k.attributeName(key).keyType(KeyType.HASH)));
    }

    private static ObjectStore lake() {
        return environment.engines.wiring().lake();
    }

    private static void put(String path, String text) {
        lake().put(path, text.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static void variable(SettingKey key, Optional<String> value) {
        Map<String, String> variables = environment.variables();
        variables.remove(key.variable());
        value.ifPresent(text -> variables.put(key.variable(), text));
        environment.tell(variables);
    }

    private static void untold() {
        environment.tell(environment.variables());
    }

    private static void mapping(String member, Object value) throws IOException {
        environment.lambda.mappings().get(0).set(member, JSON.readTree(JSON.writeValueAsBytes(value)));
    }

    private static void attribute(SettingKey queue, QueueAttributeName attribute, String value) {
        sqs.setQueueAttributes(b -> b.queueUrl(url(queue)).attributes(Map.of(attribute, value)));
    }

    private static FaultyEndpoint.Fault denying(String method, String inPath) {
        return request -> request.method().equals(method) && request.path().contains(inPath)
                ? Optional.of(Answer.s3(403, "AccessDenied"))
                : Optional.empty();
    }

    private static FaultyEndpoint.Fault none() {
        return request -> Optional.empty();
    }

    private static List<Injected> faults() {
        String tenantFolder = "analytics/tenant_id=" + DoctorEnvironment.TENANT.id() + "/";
        List<Injected> faults = new ArrayList<>();
        faults.add(new Injected(
                "DynamoDB refuses everything",
                "doctor.dynamodb",
                "answers",
                0,
                () -> environment.dynamoDb.set(request -> Optional.of(Answer.dynamoDb("AccessDeniedException"))),
                () -> environment.dynamoDb.set(none())));
        faults.add(new Injected(
                "a table that is not there",
                "doctor.tables",
                "missing",
                1,
                () -> dropTable(SettingKey.DAILY_TABLE),
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "a table of other keys",
                "doctor.tables",
                "other_keys",
                1,
                () -> {
                    dropTable(SettingKey.AGGREGATES_TABLE);
                    tableOfKey(SettingKey.AGGREGATES_TABLE, "id", ScalarAttributeType.S);
                },
                () -> {
                    dropTable(SettingKey.AGGREGATES_TABLE);
                    provision();
                }));
        faults.add(new Injected(
                "a key of another type",
                "doctor.tables",
                "other_keys",
                1,
                () -> {
                    dropTable(SettingKey.CONVERSATIONS_TABLE);
                    tableOfKey(SettingKey.CONVERSATIONS_TABLE, "conversation_id", ScalarAttributeType.N);
                },
                () -> {
                    dropTable(SettingKey.CONVERSATIONS_TABLE);
                    provision();
                }));
        faults.add(new Injected(
                "an index that is not there",
                "doctor.indexes",
                "missing",
                1,
                () -> {
                    dynamoDb.updateTable(b -> b.tableName(name(SettingKey.SESSION_EVENTS_TABLE))
                            .globalSecondaryIndexUpdates(u -> u.delete(d -> d.indexName("tenant-date-index"))));
                    until(() -> {
                        TableDescription table = dynamoDb.describeTable(
                                        b -> b.tableName(name(SettingKey.SESSION_EVENTS_TABLE)))
                                .table();
                        return !table.hasGlobalSecondaryIndexes() && table.tableStatus() == TableStatus.ACTIVE;
                    });
                },
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "TTL that is off",
                "doctor.ttl",
                "off",
                1,
                () -> {
                    dropTable(SettingKey.TOKEN_BLACKLIST_TABLE);
                    tableOfKey(SettingKey.TOKEN_BLACKLIST_TABLE, "token_hash", ScalarAttributeType.S);
                },
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "a bucket that is not there",
                "doctor.buckets",
                "missing",
                1,
                () -> environment.engines.resources().s3().deleteBucket(b -> b.bucket(name(SettingKey.ARCHIVE_BUCKET))),
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "a lake that may not be written",
                "doctor.lake-write",
                "failed",
                1,
                () -> environment.s3.set(denying("PUT", "/ops/doctor/")),
                () -> environment.s3.set(none())));
        faults.add(new Injected(
                "a mapping that is no JSON",
                "doctor.tenants",
                "unreadable",
                1,
                () -> environment
                        .engines
                        .resources()
                        .s3()
                        .putObject(
                                b -> b.bucket(name(SettingKey.MAPPINGS_BUCKET)).key("mappings/zz0123456789ab.json"),
                                software.amazon.awssdk.core.sync.RequestBody.fromString("{")),
                () -> environment
                        .engines
                        .resources()
                        .s3()
                        .deleteObject(
                                b -> b.bucket(name(SettingKey.MAPPINGS_BUCKET)).key("mappings/zz0123456789ab.json"))));
        faults.add(new Injected(
                "an object outside of the folders",
                "doctor.partitions",
                "misplaced",
                1,
                () -> put(tenantFolder + "2025/12/26/1_0123456789ab.json", "{}"),
                () -> lake().delete(tenantFolder + "2025/12/26/1_0123456789ab.json")));
        faults.add(new Injected(
                "an object of a tenant nobody knows",
                "doctor.partitions",
                "unknown_tenants",
                1,
                () -> put("analytics/tenant_id=STRANGER/year=2025/month=12/day=26/1_0123456789ab.json", "{}\n"),
                () -> lake().delete("analytics/tenant_id=STRANGER/year=2025/month=12/day=26/1_0123456789ab.json")));
        String pretty = tenantFolder + "year=2099/month=12/day=26/4102444800000_0123456789ab.json";
        faults.add(new Injected(
                "an object of pretty JSON",
                "doctor.format",
                "bad_lines",
                3,
                () -> put(pretty, "[\n  {}\n]\n"),
                () -> lake().delete(pretty)));
        faults.add(new Injected(
                "an object that is damaged gzip",
                "doctor.format",
                "unreadable",
                1,
                () -> lake().put(pretty, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}, "application/json"),
                () -> lake().delete(pretty)));
        faults.add(new Injected(
                "a marker of what the tables lack",
                "doctor.deferred",
                "markers",
                1,
                () -> put("deferred/year=2025/month=12/day=26/0123456789ab.json", "{}"),
                () -> lake().delete("deferred/year=2025/month=12/day=26/0123456789ab.json")));
        faults.add(new Injected(
                "a table that Athena does not know",
                "doctor.catalog",
                "missing",
                1,
                () -> new Athena(
                                AwsConnection.local(environment
                                        .engines
                                        .settings()
                                        .url(SettingKey.ATHENA_ENDPOINT)
                                        .orElseThrow()),
                                "primary",
                                "s3://" + name(SettingKey.LAKE_BUCKET) + "/athena-results/")
                        .catalogControl()
                        .delete(Declarations.of(environment.engines.settings()).catalog()),
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "a tenant that Athena does not see",
                "doctor.catalog",
                "hidden_tenants",
                1,
                () -> environment.engines.know(IngestEnvironment.tenant("MILK0004")),
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "a queue that is not there",
                "doctor.queues",
                "missing",
                1,
                () -> sqs.deleteQueue(b -> b.queueUrl(url(SettingKey.BACKFILL_QUEUE))),
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "a queue that sets nothing aside",
                "doctor.redrive",
                "none",
                1,
                () -> {
                    sqs.deleteQueue(b -> b.queueUrl(url(SettingKey.BACKFILL_QUEUE)));
                    sqs.createQueue(b -> b.queueName(name(SettingKey.BACKFILL_QUEUE)));
                },
                () -> {
                    sqs.deleteQueue(b -> b.queueUrl(url(SettingKey.BACKFILL_QUEUE)));
                    provision();
                }));
        faults.add(new Injected(
                "dead letters that are kept for a day only",
                "doctor.retention",
                "too_short",
                Duration.ofDays(13).toSeconds(),
                () -> environment.sqs.set(DoctorFaultsTest::retention),
                () -> environment.sqs.set(none())));
        faults.add(new Injected(
                "a message that was set aside",
                "doctor.dead-letters",
                "waiting",
                1,
                () -> sqs.sendMessage(
                        b -> b.queueUrl(url(SettingKey.DEAD_LETTER_QUEUE)).messageBody("{}")),
                () -> sqs.purgeQueue(b -> b.queueUrl(url(SettingKey.DEAD_LETTER_QUEUE)))));
        faults.add(new Injected(
                "a visibility timeout that is too short",
                "doctor.visibility",
                "too_short",
                240,
                () -> attribute(SettingKey.QUEUE, QueueAttributeName.VISIBILITY_TIMEOUT, "60"),
                DoctorFaultsTest::provision));
        faults.add(new Injected(
                "an update of the function that failed",
                "doctor.function",
                "trouble",
                1,
                () -> environment.lambda.member(
                        DoctorEnvironment.FUNCTION,
                        "LastUpdateStatus",
                        JSON.getNodeFactory().textNode("Failed")),
                () -> environment.lambda.member(
                        DoctorEnvironment.FUNCTION,
                        "LastUpdateStatus",
                        JSON.getNodeFactory().textNode("Successful"))));
        faults.add(new Injected(
                "a variable that is not set",
                "doctor.variables",
                "missing",
                1,
                () -> variable(SettingKey.SESSION_EVENTS_TABLE, Optional.empty()),
                DoctorFaultsTest::untold));
        faults.add(new Injected(
                "a variable that names another bucket",
                "doctor.variables",
                "wrong",
                1,
                () -> variable(SettingKey.LAKE_BUCKET, Optional.of("elsewhere")),
                DoctorFaultsTest::untold));
        faults.add(new Injected(
                "a switch that is neither on nor off",
                "doctor.writes",
                "unclear",
                1,
                () -> variable(SettingKey.DYNAMODB_WRITE_ENABLED, Optional.of("ture")),
                DoctorFaultsTest::untold));
        faults.add(new Injected(
                "a mapping that is switched off",
                "doctor.trigger",
                "off",
                1,
                () -> mapping("State", "Disabled"),
                () -> mapping("State", "Enabled")));
        faults.add(new Injected(
                "a mapping that fails whole batches",
                "doctor.trigger",
                "whole_batches",
                1,
                () -> mapping("FunctionResponseTypes", List.of()),
                () -> mapping("FunctionResponseTypes", List.of("ReportBatchItemFailures"))));
        faults.add(new Injected(
                "a function that loses a type of event",
                "doctor.processing",
                "lost_in_lake",
                2,
                () -> environment.lose("MESSAGE_SENT"),
                () -> environment.lose("nothing")));
        faults.add(new Injected(
                "a function that fails",
                "doctor.processing",
                "failed_calls",
                1,
                () -> environment.fail(true),
                () -> environment.fail(false)));
        return faults;
    }

    /** As SQS tells it: 14 days for every queue, and one for the dead letters of events. */
    private static Optional<Answer> retention(FaultyEndpoint.Request request) {
        if (!request.operation().equals("GetQueueAttributes")) {
            return Optional.empty();
        }
        boolean dead = request.text().contains(name(SettingKey.DEAD_LETTER_QUEUE) + "\"");
        String redrive = "{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:%s\\\","
                + "\\\"maxReceiveCount\\\":3}";
        String policy = "";
        if (request.text().contains(name(SettingKey.QUEUE) + "\"")) {
            policy = ",\"RedrivePolicy\":\"" + String.format(redrive, name(SettingKey.DEAD_LETTER_QUEUE)) + "\"";
        } else if (request.text().contains(name(SettingKey.BACKFILL_QUEUE) + "\"")) {
            policy = ",\"RedrivePolicy\":\"" + String.format(redrive, name(SettingKey.BACKFILL_DEAD_LETTER_QUEUE))
                    + "\"";
        }
        return Optional.of(Answer.json(
                200,
                "{\"Attributes\":{\"VisibilityTimeout\":\"300\",\"MessageRetentionPeriod\":\""
                        + (dead ? 86_400 : 1_209_600)
                        + "\",\"ApproximateNumberOfMessages\":\"0\",\"ApproximateNumberOfMessagesNotVisible\":\"0\","
                        + "\"ApproximateNumberOfMessagesDelayed\":\"0\"" + policy + "}}"));
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds() && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void inAHealthyEnvironmentNothingIsFoundAndNothingIsLeft() {
        Map<String, Object> before = everything();

        List<CheckResult> results = environment.examine();

        assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).isEmpty();
        assertThat(verdicts(results, GateVerdict.ERROR)).as(told(results)).isEmpty();
        assertThat(verdicts(results, GateVerdict.INCONCLUSIVE))
                .as(told(results))
                .isEmpty();
        assertThat(verdicts(results, GateVerdict.SKIP)).as(told(results)).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    /** Whatever could be left behind. */
    private static Map<String, Object> everything() {
        Map<String, Object> all = new TreeMap<>();
        all.put("events", environment.engines.events().keySet());
        all.put("summaries", environment.engines.summaries().keySet());
        all.put("lake", environment.engines.paths("analytics/"));
        all.put("quarantine", environment.engines.paths("quarantine/"));
        all.put("deferred", environment.engines.paths("deferred/"));
        all.put("ops", environment.engines.paths("ops/"));
        all.put(
                "mappings",
                environment.engines.wiring().tenants().list().tenants().size());
        all.put("messages", environment.engines.messages());
        return all;
    }

    @TestFactory
    List<DynamicTest> eachFaultIsFoundAndNoOther() {
        return faults().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> found(fault)))
                .toList();
    }

    private static void found(Injected fault) throws IOException {
        fault.inject().run();
        List<CheckResult> results;
        try {
            results = environment.examine();
        } finally {
            fault.mend().run();
        }

        assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).containsExactly(fault.check());
        assertThat(verdicts(results, GateVerdict.ERROR)).as(told(results)).isEmpty();
        CheckResult result = results.stream()
                .filter(one -> one.check().equals(fault.check()))
                .findFirst()
                .orElseThrow();
        assertThat(result.figures())
                .as(told(results))
                .filteredOn(figure -> figure.name().equals(fault.figure()))
                .extracting(Figure::value)
                .singleElement()
                .satisfies(value -> assertThat(value.longValueExact()).isEqualTo(fault.value()));
        assertThat(result.reason()).contains(fault.figure());
        assertThat(result.remedy()).isNotEmpty();
    }

    @Test
    void inAFreshEnvironmentTheDoctorsOwnEventsShowTheWay() {
        Map<String, byte[]> lake = taken(SettingKey.LAKE_BUCKET);
        Map<String, byte[]> mappings = taken(SettingKey.MAPPINGS_BUCKET);
        List<CheckResult> results;
        try {
            results = environment.examine();
            assertThat(environment.engines.paths("analytics/")).isEmpty();
        } finally {
            ObjectStore bucket = store(SettingKey.MAPPINGS_BUCKET);
            assertThat(bucket.stream("").toList()).isEmpty();
            mappings.forEach((path, content) -> bucket.put(path, content, "application/json"));
            lake.forEach((path, content) -> lake().put(path, content, "application/json"));
        }

        assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).isEmpty();
        assertThat(verdicts(results, GateVerdict.ERROR)).as(told(results)).isEmpty();
        assertThat(verdicts(results, GateVerdict.SKIP)).as(told(results)).isEmpty();
        // Athena is never made to show the doctor's tenant, so there is nothing for it to show.
        assertThat(verdicts(results, GateVerdict.INCONCLUSIVE))
                .as(told(results))
                .containsExactly("doctor.athena-rows");
    }

    private static ObjectStore store(SettingKey bucket) {
        return environment.store(name(bucket));
    }

    /** Everything in a bucket, which is empty afterwards. */
    private static Map<String, byte[]> taken(SettingKey key) {
        ObjectStore bucket = store(key);
        Map<String, byte[]> all = new TreeMap<>();
        bucket.stream("")
                .map(ObjectStore.Listed::path)
                .filter(path -> !path.endsWith("/"))
                .toList()
                .forEach(path -> {
                    all.put(path, bucket.get(path).orElseThrow());
                    bucket.delete(path);
                });
        return all;
    }

    @Test
    void whereTheFunctionDoesNotWriteAnEmptyLakeIsNotCalledWell() {
        Map<String, byte[]> lake = taken(SettingKey.LAKE_BUCKET);
        environment.undeploy();
        try {
            assertThat(verdicts(environment.examine(), GateVerdict.INCONCLUSIVE))
                    .containsExactlyInAnyOrder("doctor.function", "doctor.partitions");
        } finally {
            environment.deploy();
            lake.forEach((path, content) -> lake().put(path, content, "application/json"));
        }
    }

    @TestFactory
    List<DynamicTest> credentialsThatStsRefusesAreFound() {
        return List.of("InvalidClientTokenId", "ExpiredToken", "SignatureDoesNotMatch").stream()
                .map(code -> DynamicTest.dynamicTest(code, () -> {
                    List<CheckResult> results = environment.examineAs(
                            Optional.empty(),
                            new Answer(
                                    403,
                                    "text/xml",
                                    "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                                            + "</Code><Message>a test</Message></Error></ErrorResponse>"));

                    assertThat(verdicts(results, GateVerdict.FAIL))
                            .as(told(results))
                            .containsExactly("doctor.identity");
                    assertThat(identity(results).figures()).containsExactly(Figure.count("known", 0));
                    assertThat(identity(results).seen().toString()).contains(code);
                    assertThat(identity(results).remedy()).contains("aws sts get-caller-identity");
                }))
                .toList();
    }

    @Test
    void whoStsKnowsIsNamed() throws IOException {
        String arn = "arn:aws:iam::123456789012:user/ada";

        List<CheckResult> results = environment.examineAs(Optional.empty(), caller(arn));

        assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).isEmpty();
        assertThat(identity(results).seen()).containsExactly(arn);
    }

    @Test
    void credentialsThatAreNotThereAreFoundAndNothingIsCalledWell() throws IOException {
        Assumptions.assumeTrue(
                System.getenv("AWS_ACCESS_KEY_ID") == null, "credentials of the environment come before any profile");

        List<CheckResult> results =
                environment.examineAs(Optional.of("no-such-profile"), caller("arn:aws:iam::123456789012:user/ada"));

        assertThat(verdicts(results, GateVerdict.FAIL))
                .as(told(results))
                .contains("doctor.identity", "doctor.s3", "doctor.dynamodb", "doctor.sqs", "doctor.lambda");
        assertThat(identity(results).figures()).containsExactly(Figure.count("known", 0));
        assertThat(identity(results).seen().toString()).contains("credentials");
        assertThat(verdicts(results, GateVerdict.PASS)).as(told(results)).doesNotContain("doctor.tables");
    }

    private static CheckResult identity(List<CheckResult> results) {
        return results.stream()
                .filter(one -> one.check().equals("doctor.identity"))
                .findFirst()
                .orElseThrow();
    }

    private static Answer caller(String arn) {
        return new Answer(
                200,
                "text/xml",
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>" + arn
                        + "</Arn><UserId>ada</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
                        + "</GetCallerIdentityResponse>");
    }

    @Test
    void aClockThatIsOffIsFound() {
        List<CheckResult> results =
                environment.examine(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)), Duration.ofSeconds(20));

        assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).containsExactly("doctor.clock");
    }

    @Test
    void aMessageThatNobodyTakesIsFound() throws InterruptedException {
        environment.consume(false);
        try {
            List<CheckResult> results = environment.examine(Clock.systemUTC(), Duration.ofSeconds(2));

            assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).containsExactly("doctor.queue-path");
        } finally {
            sqs.purgeQueue(b -> b.queueUrl(url(SettingKey.QUEUE)));
            environment.consume(true);
        }
    }

    @Test
    void whereNothingIsDeployedThePathIsNotCalledWell() {
        environment.undeploy();
        try {
            List<CheckResult> results = environment.examine();

            assertThat(verdicts(results, GateVerdict.FAIL)).as(told(results)).isEmpty();
            assertThat(verdicts(results, GateVerdict.INCONCLUSIVE))
                    .as(told(results))
                    .containsExactly("doctor.function");
            assertThat(verdicts(results, GateVerdict.SKIP))
                    .contains("doctor.processing", "doctor.queue-path", "doctor.trigger", "doctor.logs");
        } finally {
            environment.deploy();
        }
    }

    private static List<String> verdicts(List<CheckResult> results, GateVerdict verdict) {
        return results.stream()
                .filter(result -> result.verdict() == verdict)
                .map(CheckResult::check)
                .toList();
    }

    private static String told(List<CheckResult> results) {
        StringBuilder text = new StringBuilder();
        for (CheckResult result : results) {
            if (!result.passed()) {
                text.append(result.check())
                        .append(' ')
                        .append(result.verdict())
                        .append(": ")
                        .append(result.reason())
                        .append(' ')
                        .append(result.seen())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
