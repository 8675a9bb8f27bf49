package io.picasso.analytics.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something was changed. */
public enum ChangeKind {
    /** The tables are switched on. */
    ENABLE("writes enable"),
    /** The tables are switched off. */
    DISABLE("writes disable"),
    /** The tables are switched off because of an incident. */
    LEVEL1("rollback level1"),
    /** The session tables are deleted. */
    LEVEL2("rollback level2"),
    /** Another change is taken back. */
    UNDO("rollback undo");

    private final String command;

    ChangeKind(String command) {
        this.command = command;
    }

    /** The command that makes such a change. */
    public String command() {
        return command;
    }

    /** The word in a record. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word; empty when there is none. */
    public static Optional<ChangeKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
