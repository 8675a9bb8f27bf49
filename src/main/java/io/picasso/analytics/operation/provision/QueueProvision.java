package io.picasso.analytics.operation.provision;

import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueComparison;
import io.picasso.analytics.resource.QueueDeclaration;
import io.picasso.analytics.resource.ResourceChange;
import io.picasso.analytics.resource.ResourceChange.AlterQueue;
import io.picasso.analytics.resource.ResourceChange.CreateQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The queues. */
final class QueueProvision implements PartProvision {
    private final List<QueueDeclaration> queues;
    private final QueueControl control;

    QueueProvision(List<QueueDeclaration> queues, QueueControl control) {
        this.queues = queues;
        this.control = control;
    }

    @Override
    public List<Difference> compare() {
        return queues.stream()
                .map(queue -> QueueComparison.compare(queue, control.find(queue.name())))
                .toList();
    }

    @Override
    public Applied apply(List<ResourceChange> changes, Consumer<String> progress) {
        for (ResourceChange change : changes) {
            progress.accept(change.describe());
            if (change instanceof CreateQueue create) {
                control.create(create.queue());
            } else if (change instanceof AlterQueue alter) {
                control.alter(alter.queue());
            } else {
                throw new IllegalArgumentException("not a change of a queue: " + change);
            }
        }
        return new Applied(changes, List.of());
    }

    @Override
    public List<ResourceStatus> status() {
        return queues.stream()
                .map(queue -> control.find(queue.name())
                        .map(QueueProvision::status)
                        .orElseGet(() -> ResourceStatus.missing(queue.kind(), queue.name())))
                .toList();
    }

    private static ResourceStatus status(FoundQueue queue) {
        String redrive = queue.redrive()
                .map(policy -> "; after " + policy.maxReceiveCount() + " receives to " + policy.deadLetterQueue())
                .orElse("");
        String detail = queue.visible() + " waiting, " + queue.inFlight() + " in flight, " + queue.delayed()
                + " delayed" + redrive;
        return new ResourceStatus(
                "queue", queue.name(), "available", Optional.of(messages(queue)), Optional.empty(), false, detail);
    }

    private static long messages(FoundQueue queue) {
        return queue.visible() + queue.inFlight() + queue.delayed();
    }

    @Override
    public List<Removal> removals(boolean withData) {
        List<Removal> removals = new ArrayList<>();
        for (QueueDeclaration queue : queues) {
            control.find(queue.name()).ifPresent(found -> {
                String holds = messages(found) == 0 ? "" : "about " + messages(found) + " messages";
                removals.add(new Removal("queue", queue.name(), holds, Removal.unlessAsked(holds, withData)));
            });
        }
        Collections.reverse(removals); // a queue goes before the dead-letter queue it points to
        return removals.stream()
                .map(removal -> keepWithItsSource(removal, removals))
                .toList();
    }

    /** A queue that stays must not be left with a redrive policy that points to nothing. */
    private Removal keepWithItsSource(Removal removal, List<Removal> all) {
        return queues.stream()
                .filter(source -> source.redrive()
                        .filter(redrive -> redrive.deadLetterQueue().equals(removal.name()))
                        .isPresent())
                .filter(source -> all.stream()
                        .anyMatch(r ->
                                r.name().equals(source.name()) && r.obstacle().isPresent()))
                .findFirst()
                .filter(source -> removal.obstacle().isEmpty())
                .map(source -> new Removal(
                        removal.kind(),
                        removal.name(),
                        removal.holds(),
                        Optional.of("queue " + source.name() + " stays and redrives into it")))
                .orElse(removal);
    }

    @Override
    public void remove(Removal removal) {
        control.delete(removal.name());
    }
}
