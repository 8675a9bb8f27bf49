package io.picasso.analytics.operation.queue;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.sqs.Sqs;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.local.FaultyEndpoint;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.EventQueue.Message;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.port.QueueMessages;
import io.picasso.analytics.port.TenantDirectory;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Queues and mappings of one environment, for the operations on queues. */
final class QueueEnvironment implements AutoCloseable {
    static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    static final Tenant STRANGER = IngestEnvironment.tenant("NOBODY9");

    final IngestEnvironment engines =
            IngestEnvironment.create(Map.of(SettingKey.VISIBILITY_SECONDS, "60"), EnumSet.of(Part.QUEUE, Part.LAKE));
    private final Sqs sqs = new Sqs(AwsConnection.local(endpoint()));

    QueueEnvironment() {
        engines.know(COFFEE);
    }

    URI endpoint() {
        return engines.settings().url(SettingKey.SQS_ENDPOINT).orElseThrow();
    }

    String name(QueueRole role) {
        return engines.settings().text(role.setting());
    }

    QueueControl control() {
        return sqs.queueControl();
    }

    QueueMessages messages(QueueRole role) {
        return sqs.queueMessages(name(role));
    }

    /** The messages of a queue of that name, whether or not there is one. */
    QueueMessages messages(String name) {
        return sqs.queueMessages(name);
    }

    /** The messages of a queue through something that may answer in the engine's place. */
    QueueMessages messages(QueueRole role, FaultyEndpoint proxy) {
        return new Sqs(AwsConnection.local(proxy.uri())).queueMessages(name(role));
    }

    /** The queue as a producer or another consumer uses it. */
    EventQueue queue(QueueRole role) {
        return sqs.eventQueue(name(role));
    }

    void fill(QueueRole role, List<String> bodies) {
        queue(role).send(bodies);
    }

    FoundQueue found(QueueRole role) {
        return control().find(name(role)).orElseThrow();
    }

    /** Messages that nobody has deleted. */
    long size(QueueRole role) {
        FoundQueue found = found(role);
        return found.visible() + found.inFlight() + found.delayed();
    }

    MessageInspector inspector() {
        return inspector(engines.wiring().tenantDirectory());
    }

    MessageInspector inspector(TenantDirectory tenants) {
        return MessageInspector.ofEvents(
                engines.wiring().parser(),
                new MessageReader(
                        engines.wiring().parser(),
                        new CachedTenants(new UnaskedTenants(tenants), Clock.systemUTC()),
                        new EventFactory(Redaction.REDACT)));
    }

    /** Everything that can be received, deleted as it comes. */
    List<Message> drain(QueueRole role) {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> taken = queue(role).receive(10, Duration.ZERO);
            if (taken.isEmpty()) {
                return all;
            }
            all.addAll(taken);
            queue(role).delete(taken);
        }
    }

    List<String> bodies(QueueRole role) {
        return drain(role).stream().map(Message::body).toList();
    }

    @Override
    public void close() {
        engines.close();
    }
}
