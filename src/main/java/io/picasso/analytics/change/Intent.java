package io.picasso.analytics.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was going to be done: written down before it is done, so that it is known even of who was killed in between.
 *
 * @param kind what for
 * @param function the function's name
 * @param who the person and machine, as far as known
 * @param at when
 * @param reason why, in the operator's words; may have no characters
 * @param before the function's environment before, whole
 * @param revision the function's RevisionId before
 * @param change the one variable that is changed; empty where none is, as by level 2
 * @param undoes the number of the change that is taken back; empty where none is
 * @param tables the tables that are deleted; none except by level 2
 */
public record Intent(
        ChangeKind kind,
        String function,
        String who,
        Instant at,
        String reason,
        EnvironmentMap before,
        String revision,
        Optional<EnvironmentChange> change,
        OptionalInt undoes,
        List<String> tables) {
    public Intent {
        tables = List.copyOf(tables);
    }

    /** The environment as it is when the change has been made. */
    public EnvironmentMap after() {
        return change.map(before::after).orElse(before);
    }
}
