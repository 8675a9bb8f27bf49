package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.aws.sqs.Sqs;
import io.picasso.analytics.operation.ingest.CachedTenants;
import io.picasso.analytics.operation.ingest.MessageReader;
import io.picasso.analytics.operation.queue.MessageInspector;
import io.picasso.analytics.operation.queue.Peek;
import io.picasso.analytics.operation.queue.Purge;
import io.picasso.analytics.operation.queue.QueueOverview;
import io.picasso.analytics.operation.queue.QueueRole;
import io.picasso.analytics.operation.queue.Redrive;
import io.picasso.analytics.operation.queue.UnaskedTenants;
import io.picasso.analytics.port.QueueMessages;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The operations on the queues of one environment. */
public final class Queues {
    private final Wiring wiring;
    private final Supplier<Sqs> sqs;

    Queues(Wiring wiring, Supplier<Sqs> sqs) {
        this.wiring = wiring;
        this.sqs = sqs;
    }

    /** The name of a queue in this environment. */
    public String name(QueueRole role) {
        return wiring.settings().text(role.setting());
    }

    /** How the queues are. */
    public QueueOverview overview() {
        return new QueueOverview(sqs.get().queueControl(), this::messages, System::nanoTime);
    }

    /** Looks at the messages of a queue. */
    public Peek peek(QueueRole role, BooleanSupplier stop) {
        return new Peek(
                sqs.get().queueControl(), messages(role), inspector(role), stop, wiring.clock(), System::nanoTime);
    }

    /**
     * Sends dead letters on.
     *
     * @param from a dead-letter queue
     * @param to the queue they came from
     */
    public Redrive redrive(QueueRole from, QueueRole to, BooleanSupplier stop, IntConsumer listener) {
        return new Redrive(
                sqs.get().queueControl(),
                messages(from),
                messages(to),
                inspector(from),
                stop,
                listener,
                wiring.clock(),
                System::nanoTime);
    }

    /** Empties a queue. */
    public Purge purge(QueueRole role, BooleanSupplier stop, IntConsumer listener) {
        return new Purge(sqs.get().queueControl(), messages(role), stop, listener, System::nanoTime);
    }

    private QueueMessages messages(QueueRole role) {
        return sqs.get().queueMessages(name(role));
    }

    private MessageInspector inspector(QueueRole role) {
        return role.shards()
                ? MessageInspector.ofShards(wiring.parser())
                : MessageInspector.ofEvents(
                        wiring.parser(),
                        new MessageReader(
                                wiring.parser(),
                                new CachedTenants(new UnaskedTenants(wiring.tenantDirectory()), wiring.clock()),
                                wiring.eventFactory()));
    }
}
