package io.picasso.analytics.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure an operator can act on: what happened, where, why, and what to do next. Never a bug in disguise. */
public final class Failure extends RuntimeException {
    private final FailureCode code;
    private final @Nullable String where;
    private final @Nullable String why;
    private final @Nullable String next;

    private Failure(
            FailureCode code,
            String what,
            @Nullable String where,
            @Nullable String why,
            @Nullable String next,
            @Nullable Throwable cause) {
        super(what, cause);
        this.code = code;
        this.where = where;
        this.why = why;
        this.next = next;
    }

    /** A failure with only the sentence that says what happened; the rest is added with the {@code with} methods. */
    public static Failure of(FailureCode code, String what) {
        return new Failure(code, what, null, null, null, null);
    }

    /** The same failure, at a place: a file and line, a table, a message id. */
    public Failure where(String place) {
        return new Failure(code, what(), place, why, next, getCause());
    }

    /** The same failure, with its reason. */
    public Failure why(String reason) {
        return new Failure(code, what(), where, reason, next, getCause());
    }

    /** The same failure, with a next step more exact than the code's own. */
    public Failure next(String step) {
        return new Failure(code, what(), where, why, step, getCause());
    }

    /** The same failure, with the exception that caused it, for the log. */
    public Failure cause(Throwable cause) {
        return new Failure(code, what(), where, why, next, cause);
    }

    public FailureCode code() {
        return code;
    }

    /** What happened, one sentence. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** The place, where there is one. */
    public Optional<String> where() {
        return Optional.ofNullable(where);
    }

    /** The reason, where it is known. */
    public Optional<String> why() {
        return Optional.ofNullable(why);
    }

    /** What to do next. */
    public String next() {
        return next == null ? code.remedy() : next;
    }
}
