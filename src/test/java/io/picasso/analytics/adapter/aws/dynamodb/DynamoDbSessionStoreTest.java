package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStoreContract;
import org.junit.jupiter.api.AfterAll;

/** The contract of the session tables, on DynamoDB. */
class DynamoDbSessionStoreTest extends SessionStoreContract {
    private static final IngestEnvironment environment = IngestEnvironment.create();
    private static final SessionStore store = environment.wiring().sessionStore();

    @AfterAll
    static void close() {
        environment.close();
    }

    @Override
    protected SessionStore store() {
        return store;
    }
}
