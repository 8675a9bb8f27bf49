package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.change.ChangeKind;
import io.picasso.analytics.change.ChangeStep.What;
import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.change.RecordedChange.Progress;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.resource.FoundFunction;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was changed, and what it came to, because who was killed could not write it down: first what the record itself
 * says, then what the next change found when it began, and only for the last change what is there now.
 *
 * @param function the function as it is now; empty when there is none
 * @param missingTables those of the session tables that are not there now
 * @param changes the changes whose records can be read, the first one first
 * @param damaged what is wrong with the others, by their numbers
 */
public record ChangeHistory(
        Optional<FoundFunction> function,
        List<String> missingTables,
        List<RecordedChange> changes,
        SortedMap<Integer, ChangeRecords.Damage> damaged) {
    private static final String NOW = "now";

    public ChangeHistory {
        missingTables = List.copyOf(missingTables);
        changes = List.copyOf(changes);
        damaged = Collections.unmodifiableSortedMap(new TreeMap<>(damaged));
    }

    /** The records, beside what is there now. */
    public static ChangeHistory of(
            Optional<FoundFunction> function, List<String> missingTables, ChangeRecords records) {
        ChangeRecords.Kept kept = records.all();
        return new ChangeHistory(function, missingTables, kept.changes(), kept.damaged());
    }

    /** What came of a change, in a sentence. */
    public String judge(RecordedChange change) {
        return change.intent().kind() == ChangeKind.LEVEL2 ? judgeTables(change) : judgeSwitch(change);
    }

    private String judgeSwitch(RecordedChange change) {
        return judgeTurn(change)
                + (isTakenBack(change.number())
                        ? "; taken back since"
                        : damaged.entrySet().stream()
                                .filter(other -> other.getValue().undoes().equals(OptionalInt.of(change.number())))
                                .map(other -> "; perhaps taken back by change " + other.getKey()
                                        + ", whose record is damaged")
                                .findFirst()
                                .orElse(""));
    }

    private String judgeTurn(RecordedChange change) {
        return switch (change.progress()) {
            case COMPLETE -> "made and verified";
            case NOT_MADE -> "not made: " + lastDetail(change);
            case FAILED -> "taken by Lambda, and not in force: " + lastDetail(change);
            case BEGUN -> "begun, and its end was not written down; " + evidence(change);
            case MADE -> "made, and its end was not written down; " + evidence(change);
            case UNKNOWN -> "sent, and no answer came; " + evidence(change);
        };
    }

    /** A later change has changed what is there; what it found when it began tells more than what is there now. */
    private String evidence(RecordedChange change) {
        return changes.stream()
                .filter(later -> later.number() > change.number())
                .findFirst()
                .map(later -> judge(
                        change,
                        later.intent().before(),
                        later.intent().revision(),
                        "when change " + later.number() + " began"))
                .or(() -> function.map(now -> judge(change, now.environment(), now.revision(), NOW)))
                .orElse("the function is not there now");
    }

    private static String judge(RecordedChange change, EnvironmentMap environment, String revision, String when) {
        Intent intent = change.intent();
        if (revision.equals(intent.revision())) {
            return "the function is of the same revision " + when + ": "
                    + (change.progress() == Progress.UNKNOWN && when.equals(NOW)
                            ? "it has not been made so far"
                            : "it was not made");
        }
        if (environment.equals(intent.after())) {
            return "the environment is as after the change " + when + ": it was made";
        }
        if (!environment.equals(intent.before())) {
            return "the environment is neither as before nor as after it " + when + ": somebody has changed it since";
        }
        boolean taken = change.progress() == Progress.MADE;
        return "the environment is as before " + when + ", under another revision: "
                + (taken
                        ? "it was made, and is not in force any more"
                        : "it is not in force; whether it ever was is not known");
    }

    private String judgeTables(RecordedChange change) {
        List<String> deleted = change.details(What.DELETED);
        if (change.progress() == Progress.COMPLETE) {
            return "deleted: " + String.join(", ", deleted);
        }
        if (change.progress() == Progress.NOT_MADE) {
            return "nothing was deleted: " + lastDetail(change);
        }
        List<String> gone = change.intent().tables().stream()
                .filter(missingTables::contains)
                .toList();
        List<String> anew =
                deleted.stream().filter(table -> !missingTables.contains(table)).toList();
        return "begun, and its end was not written down; deleted by then: "
                + (deleted.isEmpty() ? "nothing that was written down" : String.join(", ", deleted))
                + "; not there now: " + (gone.isEmpty() ? "none of its tables" : String.join(", ", gone))
                + (anew.isEmpty() ? "" : "; made anew since: " + String.join(", ", anew))
                + "; " + nextOf(change, gone, !anew.isEmpty());
    }

    private String nextOf(RecordedChange change, List<String> gone, boolean restored) {
        Optional<RecordedChange> last = changes.stream()
                .filter(later -> later.number() > change.number()
                        && later.intent().kind() == ChangeKind.LEVEL2
                        && later.progress() != Progress.NOT_MADE)
                .reduce((one, other) -> other);
        if (last.isPresent()) {
            return "change " + last.get().number() + " says what came of them";
        }
        if (restored) {
            return gone.isEmpty()
                    ? "they were brought back since, and there is nothing to finish"
                    : "not all of them were brought back";
        }
        return gone.containsAll(change.intent().tables())
                ? "nothing is left to delete"
                : "unless they were made anew since, run it again to finish it";
    }

    private static String lastDetail(RecordedChange change) {
        return change.steps().get(change.steps().size() - 1).detail();
    }

    /** Whether a change was taken back by another. */
    public boolean isTakenBack(int number) {
        return takenBack().contains(number);
    }

    /** Whether it is certain that a change was not made, by its record or by the revision that was there afterwards. */
    private boolean isNotMade(RecordedChange change) {
        return switch (change.progress()) {
            case NOT_MADE -> true;
            case COMPLETE, MADE, FAILED -> false;
            case BEGUN, UNKNOWN ->
                changes.stream()
                        .filter(later -> later.number() > change.number())
                        .findFirst()
                        .map(later -> later.intent().revision())
                        // What was sent may still arrive, as long as nothing else has come in between.
                        .or(() -> change.progress() == Progress.BEGUN
                                ? function.map(FoundFunction::revision)
                                : Optional.empty())
                        .filter(change.intent().revision()::equals)
                        .isPresent();
        };
    }

    /** The change that the last one was to take back, where that one's end was not written down. */
    private Optional<RecordedChange> interruptedUndo() {
        return changes.stream()
                .reduce((one, last) -> last)
                .filter(last -> last.progress() != Progress.COMPLETE && last.progress() != Progress.NOT_MADE)
                .flatMap(last -> changes.stream()
                        .filter(one -> last.intent().undoes().equals(OptionalInt.of(one.number())))
                        .findFirst());
    }

    private Set<Integer> takenBack() {
        return changes.stream()
                .filter(change -> change.intent().undoes().isPresent() && !isNotMade(change))
                .map(change -> change.intent().undoes().getAsInt())
                .collect(Collectors.toSet());
    }

    /**
     * The change that an undo takes back.
     *
     * @param number which; empty: the last change of the switch that was made, is no undo, and was not taken back; after
     *     an undo that was cut off, the one that it was to take back
     * @throws Failure NOT_FOUND when there is none; BAD_USAGE for a change that cannot be taken back; UNUSABLE_FILE where
     *     its record is damaged, or one of a later change while no number is given
     */
    public RecordedChange toUndo(OptionalInt number) {
        if (number.isEmpty()) {
            return last();
        }
        ChangeRecords.Damage damage = damaged.get(number.getAsInt());
        if (damage != null) {
            throw damage.failure();
        }
        RecordedChange change = changes.stream()
                .filter(one -> one.number() == number.getAsInt())
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no change " + number.getAsInt())
                        .next("See what was changed with 'picasso-analytics rollback status'."));
        if (change.intent().change().isEmpty()) {
            throw Failure.of(FailureCode.BAD_USAGE, "Deleted tables do not come back by an undo")
                    .next("Make them with 'picasso-analytics provision apply' and fill them from the lake with"
                            + " 'picasso-analytics backfill run'.");
        }
        return change;
    }

    private RecordedChange last() {
        Set<Integer> takenBack = takenBack();
        Optional<RecordedChange> last = interruptedUndo()
                .or(() -> changes.stream()
                        .filter(change -> change.intent().change().isPresent()
                                && change.intent().kind() != ChangeKind.UNDO
                                && !isNotMade(change)
                                && !takenBack.contains(change.number()))
                        .reduce((one, later) -> later));
        damaged.tailMap(last.map(RecordedChange::number).orElse(0)).forEach((number, damage) -> {
            throw Failure.of(
                            FailureCode.UNUSABLE_FILE,
                            "Which change is the last is not known: the record of change " + number + " cannot be read")
                    .where(damage.failure().where().orElse(""))
                    .next("See what is known with 'picasso-analytics rollback status', then give the number of the"
                            + " change: 'picasso-analytics rollback undo NUMBER'. Nothing was changed.");
        });
        return last.orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, "There is no change to take back")
                .next("See what was changed with 'picasso-analytics rollback status'."));
    }
}
