package io.picasso.analytics.resource;

import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import io.picasso.analytics.resource.ResourceChange.AlterQueue;
import io.picasso.analytics.resource.ResourceChange.CreateQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a declared queue with the one that was found. */
public final class QueueComparison {
    private QueueComparison() {}

    /** The difference; an empty {@code found} means there is no such queue. */
    public static Difference compare(QueueDeclaration wanted, Optional<FoundQueue> found) {
        return found.map(queue -> compare(wanted, queue)).orElseGet(() -> create(wanted));
    }

    private static Difference create(QueueDeclaration wanted) {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("visibility", Detail.NONE, text(wanted.visibility())));
        details.add(new Detail("retention", Detail.NONE, text(wanted.retention())));
        wanted.redrive().ifPresent(redrive -> details.add(new Detail("redrive", Detail.NONE, text(redrive))));
        return Comparison.create(wanted, details, List.of(new CreateQueue(wanted)));
    }

    private static Difference compare(QueueDeclaration wanted, FoundQueue found) {
        Comparison comparison = new Comparison(wanted);
        AlterQueue alter = new AlterQueue(wanted);
        if (!found.visibility().equals(wanted.visibility())) {
            comparison.alter("visibility", text(found.visibility()), text(wanted.visibility()), alter);
        }
        if (found.retention().isEmpty()) {
            comparison.note("retention: not supported by this engine, messages are kept until they are deleted");
        } else if (!found.retention().get().equals(wanted.retention())) {
            comparison.alter("retention", text(found.retention().get()), text(wanted.retention()), alter);
        }
        compareRedrive(comparison, wanted, found.redrive(), alter);
        return comparison.difference();
    }

    private static void compareRedrive(
            Comparison comparison, QueueDeclaration wanted, Optional<Redrive> found, AlterQueue alter) {
        if (found.equals(wanted.redrive())) {
            return;
        }
        String there = found.map(QueueComparison::text).orElse(Detail.NONE);
        if (wanted.redrive().isEmpty()) {
            comparison.note("redrive to " + there + " is not declared; it is left alone");
            return;
        }
        Redrive redrive = wanted.redrive().get();
        boolean elsewhere = found.isPresent() && !found.get().deadLetterQueue().equals(redrive.deadLetterQueue());
        if (elsewhere) {
            // Somebody reads the failed messages there; taking them elsewhere would lose them from sight.
            comparison.conflict("redrive", there, text(redrive));
        } else {
            comparison.alter("redrive", there, text(redrive), alter);
        }
    }

    private static String text(Redrive redrive) {
        return redrive.deadLetterQueue() + " after " + redrive.maxReceiveCount() + " receives";
    }

    private static String text(Duration duration) {
        return duration.toSeconds() % 86_400 == 0 && !duration.isZero()
                ? duration.toDays() + " d"
                : duration.toSeconds() + " s";
    }
}
