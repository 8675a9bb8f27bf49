package io.picasso.analytics.operation.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.s3.S3;
import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.provision.TestEnvironment;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.port.TenantRegistry.Listing;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.tenant.TenantMapping;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Tenants in a real bucket. */
class TenantsTest {
    private static final Instant NOW = Instant.parse("2025-12-26T10:00:00.123Z");

    private final TestEnvironment environment = TestEnvironment.create();
    private final String bucket = environment.name(SettingKey.MAPPINGS_BUCKET);
    private final S3Client s3 = environment.s3();
    private final Tenants tenants = new Wiring(environment.settings(), Clock.fixed(NOW, ZoneOffset.UTC)).tenants();

    @BeforeEach
    void makeBucket() {
        s3.createBucket(create -> create.bucket(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
        environment.close();
    }

    @Test
    void anAddedTenantIsFoundByIdAndByHash() {
        assertThat(tenants.add(tenants.propose("FOS402334"))).isTrue();

        TenantMapping byId = tenants.resolve("FOS402334");
        assertThat(byId.tenant()).isEqualTo(new Tenant("FOS402334", "fo85e6a06dcdf4"));
        assertThat(byId.createdAt()).hasValue(Instant.parse("2025-12-26T10:00:00Z"));
        assertThat(tenants.resolve("fo85e6a06dcdf4")).isEqualTo(byId);
    }

    @Test
    void theStoredFormIsTheOneOfTheExistingSystem() {
        tenants.add(tenants.propose("FOS402334"));

        assertThat(object("mappings/fo85e6a06dcdf4.json"))
                .isEqualTo("{\"tenant_id\":\"FOS402334\",\"tenant_hash\":\"fo85e6a06dcdf4\","
                        + "\"created_at\":1766743200,\"created_by\":\"picasso-analytics\",\"version\":\"1.0\"}");
        assertThat(object("tenants/FOS402334/FOS402334-config.json"))
                .isEqualTo("{\"tenant_id\":\"FOS402334\",\"tenant_hash\":\"fo85e6a06dcdf4\"}");
    }

    @Test
    void whatIsThereIsNeverReplaced() {
        put("mappings/fo85e6a06dcdf4.json", "{\"tenant_id\":\"FOS402334\",\"host\":\"old.example\"}");
        put("tenants/FOS402334/FOS402334-config.json", "{\"chat_title\":\"Hello\"}");

        assertThat(tenants.add(tenants.propose("FOS402334"))).isFalse();

        assertThat(object("mappings/fo85e6a06dcdf4.json")).contains("old.example");
        assertThat(object("tenants/FOS402334/FOS402334-config.json")).contains("Hello");
    }

    @Test
    void aHashThatStandsForSomebodyElseIsAConflict() {
        put("mappings/fo85e6a06dcdf4.json", "{\"tenant_id\":\"OTHER\"}");

        Failure failure = catchThrowableOfType(Failure.class, () -> tenants.add(tenants.propose("FOS402334")));

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_CONFLICT);
        assertThat(failure.what()).contains("taken by OTHER");
    }

    @Test
    void aTenantIsForgottenAndAnotherOfItsHashIsNot() {
        TenantRegistry registry = new S3(AwsConnection.local(
                        environment.settings().url(SettingKey.S3_ENDPOINT).orElseThrow()))
                .tenantRegistry(bucket, new JacksonParser());
        Tenant tenant = tenants.propose("FOS402334").tenant();
        tenants.add(tenants.propose("FOS402334"));

        registry.remove(tenant);
        registry.remove(tenant);

        assertThat(registry.findByHash(tenant.hash())).isEmpty();
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket).prefix("tenants/"))
                        .contents())
                .isEmpty();
        put("mappings/fo85e6a06dcdf4.json", "{\"tenant_id\":\"OTHER\"}");
        assertThat(catchThrowableOfType(Failure.class, () -> registry.remove(tenant))
                        .code())
                .isEqualTo(FailureCode.RESOURCE_CONFLICT);
        assertThat(object("mappings/fo85e6a06dcdf4.json")).contains("OTHER");
    }

    @Test
    void anOldMappingUnderAnotherHashIsFoundById() {
        put("mappings/ol0123456789ab.json", "{\"tenant_id\":\"OLD1\",\"host\":\"x\"}");

        assertThat(tenants.resolve("OLD1").tenant().hash()).isEqualTo("ol0123456789ab");
    }

    @Test
    void anUnknownTenantIsNotFoundAndAnImpossibleOneIsInvalid() {
        assertThat(catchThrowableOfType(Failure.class, () -> tenants.resolve("NOBODY"))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
        assertThat(catchThrowableOfType(Failure.class, () -> tenants.resolve("../x"))
                        .code())
                .isEqualTo(FailureCode.INVALID_INPUT);
        assertThat(catchThrowableOfType(Failure.class, () -> tenants.propose("-_A"))
                        .code())
                .isEqualTo(FailureCode.INVALID_INPUT);
    }

    @Test
    void aMissingBucketIsSaidAndNotTakenForAnUnknownTenant() {
        s3.deleteBucket(delete -> delete.bucket(bucket));

        Failure failure = catchThrowableOfType(Failure.class, () -> tenants.resolve("FOS402334"));

        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        assertThat(failure.what()).isEqualTo("bucket " + bucket + " is not there");
    }

    @Test
    void moreThanAThousandAreListedAndTheUnreadableAreNamed() {
        IntStream.range(0, 1_003)
                .parallel()
                .forEach(i -> put(String.format("mappings/te%012d.json", i), "{\"tenant_id\":\"T" + i + "\"}"));
        put("mappings/xx0000000000.json", "not json");

        Listing listing = tenants.list();

        assertThat(listing.tenants()).hasSize(1_003);
        assertThat(listing.unreadable()).containsExactly("mappings/xx0000000000.json");
    }

    private void put(String key, String text) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private String object(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }
}
