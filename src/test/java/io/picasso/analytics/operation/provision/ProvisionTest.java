package io.picasso.analytics.operation.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.resource.Verdict;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Provisioning on the real engines. */
class ProvisionTest {
    private static final Set<Part> ALL = Part.USUAL;

    private final TestEnvironment environment = TestEnvironment.create();
    private final Provision provision =
            new Wiring(environment.settings(), Clock.systemUTC()).provision(Duration.ofSeconds(30));
    private final DynamoDbClient dynamoDb = environment.dynamoDb();
    private final S3Client s3 = environment.s3();
    private final SqsClient sqs = environment.sqs();

    @AfterEach
    void close() {
        dynamoDb.close();
        s3.close();
        sqs.close();
        environment.close();
    }

    @Test
    void anEmptyEnvironmentNeedsEverything() {
        ProvisionPlan plan = provision.plan(ALL);

        assertThat(plan.all()).hasSize(16).allMatch(difference -> difference.verdict() == Verdict.CREATE);
    }

    @Test
    void planningChangesNothing() {
        provision.plan(ALL);

        assertThat(provision.status(ALL)).allMatch(status -> status.status().equals(ResourceStatus.MISSING));
    }

    @Test
    void whatWasAppliedIsAsDeclared() {
        apply(ALL);

        ProvisionPlan plan = provision.plan(ALL);

        assertThat(plan.same()).isTrue();
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void applyingTwiceChangesNothing() {
        apply(ALL);
        List<ResourceStatus> before = provision.status(ALL);
        var created = table(SettingKey.SESSION_EVENTS_TABLE).creationDateTime();

        Applied second = provision.apply(provision.plan(ALL), line -> {});

        assertThat(second.made()).isEmpty();
        assertThat(provision.status(ALL)).isEqualTo(before);
        assertThat(table(SettingKey.SESSION_EVENTS_TABLE).creationDateTime()).isEqualTo(created);
    }

    @Test
    void theEventsTableHasItsKeysIndexAndTtl() {
        apply(Set.of(Part.TABLES));

        TableDescription table = table(SettingKey.SESSION_EVENTS_TABLE);

        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.keySchema())
                .extracting(key -> key.attributeName() + " " + key.keyType())
                .containsExactly("pk HASH", "sk RANGE");
        GlobalSecondaryIndexDescription index = table.globalSecondaryIndexes().get(0);
        assertThat(index.indexName()).isEqualTo("tenant-date-index");
        assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.ALL);
        assertThat(index.keySchema())
                .extracting(key -> key.attributeName() + " " + key.keyType())
                .containsExactly("tenant_hash HASH", "timestamp RANGE");
        assertThat(ttl(SettingKey.SESSION_EVENTS_TABLE)).isEqualTo("ENABLED by ttl");
        assertThat(ttl(SettingKey.SESSION_SUMMARIES_TABLE)).isEqualTo("ENABLED by ttl");
        assertThat(ttl(SettingKey.AUDIT_TABLE)).isEqualTo("DISABLED by null");
    }

    @Test
    void theQueueHandsFailedMessagesToItsDeadLetterQueue() {
        apply(Set.of(Part.QUEUE));

        var attributes = queueAttributes(SettingKey.QUEUE);

        assertThat(attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("300");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains(":" + environment.name(SettingKey.DEAD_LETTER_QUEUE))
                .containsPattern("\"maxReceiveCount\":\\s*\"?3");
    }

    @Test
    void anEngineWithoutLifecyclesIsNamedInPlanAndApply() {
        Applied applied = apply(Set.of(Part.LAKE));

        assertThat(applied.notes()).anyMatch(note -> note.contains("not supported by this engine"));
        assertThat(applied.made()).noneMatch(change -> change.describe().contains("lifecycle"));
        assertThat(provision.plan(Set.of(Part.LAKE)).all().get(0).notes())
                .anyMatch(note -> note.contains("not supported by this engine"));
    }

    @Test
    void aTableWithOtherKeysIsAConflictAndNothingIsTouched() {
        String name = environment.name(SettingKey.SESSION_EVENTS_TABLE);
        TestTables.create(dynamoDb, name, "session_id");
        TableDescription before = table(SettingKey.SESSION_EVENTS_TABLE);

        ProvisionPlan plan = provision.plan(ALL);
        assertThat(find(name).verdict()).isEqualTo(Verdict.CONFLICT);
        assertThatThrownBy(() -> provision.apply(plan, line -> {})).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_CONFLICT);
            assertThat(failure.what()).contains(name);
            assertThat(failure.why())
                    .hasValueSatisfying(why -> assertThat(why).contains("keys: session_id (S) → pk (S) + sk (S)"));
        });

        assertThat(table(SettingKey.SESSION_EVENTS_TABLE)).isEqualTo(before);
        assertThat(provision.status(ALL))
                .filteredOn(status -> !status.status().equals(ResourceStatus.MISSING))
                .extracting(ResourceStatus::name)
                .containsExactly(name);
    }

    @Test
    void aConflictInOnePartDoesNotHinderTheOthers() {
        TestTables.create(dynamoDb, environment.name(SettingKey.SESSION_EVENTS_TABLE), "session_id");

        apply(Set.of(Part.LAKE, Part.QUEUE));

        assertThat(provision.plan(Set.of(Part.LAKE, Part.QUEUE)).same()).isTrue();
    }

    @Test
    void driftFindsTtlThatWasSwitchedOff() {
        apply(Set.of(Part.TABLES));
        String name = environment.name(SettingKey.SESSION_SUMMARIES_TABLE);
        dynamoDb.updateTimeToLive(update -> update.tableName(name)
                .timeToLiveSpecification(ttl -> ttl.enabled(false).attributeName("ttl")));

        assertThat(find(name).verdict()).isEqualTo(Verdict.ALTER);
        assertThat(find(name).details()).extracting(Detail::toString).containsExactly("ttl: none → ttl");
    }

    @Test
    void driftFindsTtlOnAnotherAttribute() {
        String name = environment.name(SettingKey.SESSION_SUMMARIES_TABLE);
        TestTables.create(dynamoDb, name, "pk", "sk");
        dynamoDb.updateTimeToLive(update -> update.tableName(name)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires_at")));

        assertThat(find(name).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    @Test
    void driftFindsAChangedQueueAndApplyMendsIt() {
        apply(Set.of(Part.QUEUE));
        String url = sqs.getQueueUrl(get -> get.queueName(environment.name(SettingKey.QUEUE)))
                .queueUrl();
        sqs.setQueueAttributes(
                set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")));

        Difference difference = find(environment.name(SettingKey.QUEUE));
        assertThat(difference.details()).extracting(Detail::toString).containsExactly("visibility: 30 s → 300 s");
        apply(Set.of(Part.QUEUE));

        assertThat(provision.plan(Set.of(Part.QUEUE)).same()).isTrue();
    }

    @Test
    void driftFindsABucketThatIsGone() {
        apply(ALL);
        s3.deleteBucket(delete -> delete.bucket(environment.name(SettingKey.ARCHIVE_BUCKET)));

        ProvisionPlan plan = provision.plan(ALL);

        assertThat(plan.count(Verdict.SAME)).isEqualTo(15);
        assertThat(find(environment.name(SettingKey.ARCHIVE_BUCKET)).verdict()).isEqualTo(Verdict.CREATE);
    }

    @Test
    void applyMakesWhatThePlanSaysAndNoMore() {
        ProvisionPlan plan = provision.plan(Set.of(Part.QUEUE));

        Applied applied = provision.apply(plan, line -> {});

        assertThat(applied.made()).isEqualTo(plan.changes());
        assertThat(provision.plan(Set.of(Part.TABLES, Part.LAKE)).count(Verdict.CREATE))
                .isEqualTo(12);
    }

    @Test
    void destroyDeletesTheNamedPartAndLeavesTheOthers() {
        apply(ALL);

        Destroyed destroyed = destroy(Set.of(Part.QUEUE), false);

        assertThat(destroyed.deleted()).hasSize(4);
        assertThat(destroyed.kept()).isEmpty();
        assertThat(provision.plan(Set.of(Part.QUEUE)).count(Verdict.CREATE)).isEqualTo(4);
        assertThat(provision.plan(Set.of(Part.TABLES, Part.LAKE)).same()).isTrue();
    }

    @Test
    void aTableWithDeletionProtectionIsKept() {
        apply(Set.of(Part.TABLES));
        String name = environment.name(SettingKey.AUDIT_TABLE);
        dynamoDb.updateTable(update -> update.tableName(name).deletionProtectionEnabled(true));

        Destroyed destroyed = destroy(Set.of(Part.TABLES), true);

        assertThat(destroyed.deleted()).hasSize(7);
        assertThat(destroyed.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo(name);
            assertThat(kept.obstacle()).hasValue("its deletion protection is on");
        });
        assertThat(table(SettingKey.AUDIT_TABLE).tableStatus()).isEqualTo(TableStatus.ACTIVE);
        dynamoDb.updateTable(update -> update.tableName(name).deletionProtectionEnabled(false));
    }

    @Test
    void aBucketWithObjectsIsKeptUnlessItsDataMayGo() {
        apply(Set.of(Part.LAKE));
        String lake = environment.name(SettingKey.LAKE_BUCKET);
        IntStream.range(0, 1_005)
                .mapToObj(i -> "analytics/" + i + ".json")
                .parallel()
                .forEach(key -> s3.putObject(put -> put.bucket(lake).key(key), RequestBody.fromString("{}")));

        Destroyed careful = destroy(Set.of(Part.LAKE), false);
        assertThat(careful.kept()).extracting(Removal::name).containsExactly(lake);
        assertThat(careful.kept().get(0).holds()).isEqualTo("1000 and more objects");
        assertThat(s3.headObject(head -> head.bucket(lake).key("analytics/0.json"))
                        .contentLength())
                .isEqualTo(2);

        Destroyed whole = destroy(Set.of(Part.LAKE), true);
        assertThat(whole.deleted()).extracting(Removal::name).containsExactly(lake);
        assertThat(provision.plan(Set.of(Part.LAKE)).count(Verdict.CREATE)).isEqualTo(4);
    }

    @Test
    void aQueueWithMessagesIsKeptUnlessItsDataMayGo() {
        apply(Set.of(Part.QUEUE));
        String name = environment.name(SettingKey.QUEUE);
        String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("{}"));

        assertThat(destroy(Set.of(Part.QUEUE), false).kept())
                .extracting(Removal::name)
                .containsExactly(name, environment.name(SettingKey.DEAD_LETTER_QUEUE));
        assertThat(destroy(Set.of(Part.QUEUE), true).deleted())
                .extracting(Removal::name)
                .containsExactly(name, environment.name(SettingKey.DEAD_LETTER_QUEUE));
    }

    @Test
    void whatWasFilledAfterItWasShownIsKept() {
        apply(Set.of(Part.LAKE));
        List<Removal> shown = provision.removals(Set.of(Part.LAKE), false);
        String lake = environment.name(SettingKey.LAKE_BUCKET);
        s3.putObject(put -> put.bucket(lake).key("analytics/late.json"), RequestBody.fromString("{}"));

        Destroyed destroyed = provision.destroy(Set.of(Part.LAKE), false, shown, line -> {});

        assertThat(destroyed.kept()).extracting(Removal::name).containsExactly(lake);
    }

    private Applied apply(Set<Part> parts) {
        return provision.apply(provision.plan(parts), line -> {});
    }

    private Destroyed destroy(Set<Part> parts, boolean withData) {
        return provision.destroy(parts, withData, provision.removals(parts, withData), line -> {});
    }

    private Difference find(String name) {
        return provision.plan(ALL).all().stream()
                .filter(difference -> difference.declaration().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TableDescription table(SettingKey key) {
        return dynamoDb.describeTable(describe -> describe.tableName(environment.name(key)))
                .table();
    }

    private String ttl(SettingKey key) {
        var ttl = dynamoDb.describeTimeToLive(describe -> describe.tableName(environment.name(key)))
                .timeToLiveDescription();
        TimeToLiveStatus status = ttl.timeToLiveStatus();
        return status + " by " + ttl.attributeName();
    }

    private Map<QueueAttributeName, String> queueAttributes(SettingKey key) {
        String url =
                sqs.getQueueUrl(get -> get.queueName(environment.name(key))).queueUrl();
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
