package io.picasso.analytics.adapter.aws.dynamodb;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.port.AuditLog;
import io.picasso.analytics.port.FormSubmissions;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TokenBlacklist;
import io.picasso.analytics.port.WritePace;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB at one place: a client, and what stands on it. Lives as long as the process. */
public final class DynamoDb {
    private final AwsService service;
    private final DynamoDbClient client;

    public DynamoDb(AwsConnection connection) {
        this.service = new AwsService("DynamoDB", connection);
        this.client = DynamoDbClients.create(connection);
    }

    /** The session tables of that name. */
    public SessionStore sessionStore(
            String eventsTable, String summariesTable, Retention retention, JsonParser parser) {
        return sessionStore(eventsTable, summariesTable, retention, parser, WritePace.NONE);
    }

    /** The session tables of that name, written as a pace allows. */
    public SessionStore sessionStore(
            String eventsTable, String summariesTable, Retention retention, JsonParser parser, WritePace pace) {
        return new DynamoDbSessionStore(
                client, service.connection(), eventsTable, summariesTable, retention, parser, pace);
    }

    /** The rows of the session tables of that name. */
    public SessionRows sessionRows(String eventsTable, String summariesTable, Retention retention, JsonParser parser) {
        return new DynamoDbSessionRows(client, service, eventsTable, summariesTable, retention, parser);
    }

    /** The revoked tokens in the table of that name. */
    public TokenBlacklist tokenBlacklist(String table) {
        return new DynamoDbTokenBlacklist(client, service, table);
    }

    /** The form submissions in the table of that name. */
    public FormSubmissions formSubmissions(String table, Clock clock) {
        return new DynamoDbFormSubmissions(client, service, table, clock);
    }

    /** The audit records in the table of that name. */
    public AuditLog auditLog(String table) {
        return new DynamoDbAuditLog(client, service, table);
    }

    /** The cache of metrics in the table of that name. */
    public MetricCache metricCache(String table, Clock clock) {
        return new DynamoDbMetricCache(client, service, table, clock);
    }

    /** The tables; waits for them as long as told. */
    public TableControl tableControl(Patience patience) {
        return new DynamoDbTableControl(client, service, patience);
    }
}
