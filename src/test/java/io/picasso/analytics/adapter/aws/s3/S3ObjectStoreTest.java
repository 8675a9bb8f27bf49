package io.picasso.analytics.adapter.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.local.FaultyEndpoint.Answer;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStoreContract;
import io.picasso.analytics.setting.SettingKey;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of the object store, on S3; and what S3's failures become. */
class S3ObjectStoreTest extends ObjectStoreContract {
    private static final IngestEnvironment ENVIRONMENT = IngestEnvironment.create();
    private static final ObjectStore STORE = ENVIRONMENT.wiring().lake();

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    @Override
    protected ObjectStore store() {
        return STORE;
    }

    @Test
    void aStoreSaysItsName() {
        assertThat(STORE.name()).isEqualTo("s3://" + ENVIRONMENT.settings().text(SettingKey.LAKE_BUCKET));
    }

    @Test
    void aBucketThatIsNotThereFailsEveryCall() {
        try (IngestEnvironment other = IngestEnvironment.create()) {
            other.set(SettingKey.LAKE_BUCKET, "picasso-nowhere");
            ObjectStore nowhere = other.wiring().lake();
            // But for the delete: on files S3Proxy lets it pass, where S3 fails it too.
            fail(
                    FailureCode.RESOURCE_MISSING,
                    () -> nowhere.put("a", new byte[] {1}, "text/plain"),
                    () -> nowhere.get("a"),
                    () -> nowhere.list("a").hasNext());
        }
    }

    @Test
    void aServerThatIsNotThereOrRefusesFailsEveryCall() throws Exception {
        try (IngestEnvironment other = IngestEnvironment.create();
                FaultyEndpoint proxy = new FaultyEndpoint(
                        other.settings().url(SettingKey.S3_ENDPOINT).orElseThrow())) {
            other.set(SettingKey.S3_ENDPOINT, proxy.uri().toString());
            ObjectStore store = other.wiring().lake();
            store.put("works", new byte[] {1}, "text/plain");
            proxy.set(request -> Optional.of(Answer.s3(403, "AccessDenied")));
            everyCallFails(store, FailureCode.DENIED);
            proxy.set(request -> Optional.of(Answer.s3(503, "SlowDown")));
            everyCallFails(store, FailureCode.THROTTLED);
            proxy.close();
            everyCallFails(store, FailureCode.SERVICE_UNAVAILABLE);
        }
    }

    private void everyCallFails(ObjectStore store, FailureCode code) {
        fail(
                code,
                () -> store.put("a", new byte[] {1}, "text/plain"),
                () -> store.get("a"),
                () -> store.delete("a"),
                () -> store.list("a").hasNext());
    }

    private static void fail(FailureCode code, ThrowingCallable... calls) {
        for (int i = 0; i < calls.length; i++) {
            assertThat(catchThrowableOfType(Failure.class, calls[i]).code())
                    .as("call %d", i)
                    .isEqualTo(code);
        }
    }
}
