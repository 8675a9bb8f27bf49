package io.picasso.analytics.failure;

/** How a command ended, with the same meaning for every command. The numbers are a published contract. */
public enum ExitStatus {
    OK(0, "ok"),
    FAULT(1, "internal fault: a bug in this program"),
    USAGE(2, "wrong usage or configuration"),
    CHECK_FAILED(3, "a check failed: gate, drift, difference or doctor"),
    INCONCLUSIVE(4, "not enough data to decide"),
    NOT_FOUND(5, "not found"),
    SOME_REJECTED(6, "finished, and some records were rejected"),
    REFUSED(7, "refused: protection, missing confirmation, gate order, conflict or a limit that was reached"),
    UNAVAILABLE(8, "a service is unavailable or the outcome is unknown; safe to run again"),
    DENIED(9, "credentials are missing or a permission is denied"),
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The process exit code. */
    public int code() {
        return code;
    }

    /** One line for the manual. */
    public String meaning() {
        return meaning;
    }
}
