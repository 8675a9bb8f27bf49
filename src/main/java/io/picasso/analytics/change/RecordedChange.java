package io.picasso.analytics.change;

import io.picasso.analytics.change.ChangeStep.What;
import java.util.List;

/**
 * A change as it stands in the records.
 *
 * @param number its number, counted from 1 for each function
 * @param intent what was going to be done
 * @param steps what followed, in order; none when whoever began it was killed, or is at it
 */
public record RecordedChange(int number, Intent intent, List<ChangeStep> steps) {
    /** How far the records say the change came. */
    public enum Progress {
        /** Begun; what came of it was not written down. */
        BEGUN,
        /** Made, and not yet seen to its end. */
        MADE,
        /** Made and verified. */
        COMPLETE,
        /** Not made. */
        NOT_MADE,
        /** Sent, and never found out whether it was made. */
        UNKNOWN,
        /** Made, and not brought into force. */
        FAILED
    }

    public RecordedChange {
        steps = List.copyOf(steps);
    }

    /** How far it came, by the last thing that was written down. */
    public Progress progress() {
        if (steps.isEmpty()) {
            return Progress.BEGUN;
        }
        return switch (steps.get(steps.size() - 1).what()) {
            case MADE, SETTLED -> Progress.MADE;
            case VERIFIED -> Progress.COMPLETE;
            case NOT_MADE -> Progress.NOT_MADE;
            case UNKNOWN -> Progress.UNKNOWN;
            case FAILED -> Progress.FAILED;
            case SAVED, DELETED -> Progress.BEGUN;
        };
    }

    /** The details of all steps of one kind, in order. */
    public List<String> details(What what) {
        return steps.stream()
                .filter(step -> step.what() == what)
                .map(ChangeStep::detail)
                .toList();
    }
}
