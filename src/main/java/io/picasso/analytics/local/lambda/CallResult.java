package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a call came to.
 *
 * @param payload the function's answer, or its error as JSON
 * @param failed whether it is an error
 * @param fault what Lambda itself reports; empty where it was the function that answered
 * @param log the last lines of the log of this call
 */
// An array as a component: the bytes are only passed on.
@SuppressWarnings("ArrayRecordComponent")
record CallResult(byte[] payload, boolean failed, Optional<Fault> fault, String log) {
    /**
     * An error that is not the function's own.
     *
     * @param type Lambda's name of it: {@code Runtime.ExitError}
     */
    record Fault(String type, String message) {
        private static final String TIMED_OUT = "Sandbox.Timedout";

        /** Its line in the log. */
        String line() {
            return message + " " + type;
        }

        /** What the report of the call says of it. */
        String status() {
            return type.equals(TIMED_OUT) ? "timeout" : "error\tError Type: " + type;
        }
    }

    static CallResult answered(byte[] payload) {
        return new CallResult(payload, false, Optional.empty(), "");
    }

    static CallResult failed(byte[] error) {
        return new CallResult(error, true, Optional.empty(), "");
    }

    /** An error that Lambda itself reports. */
    static CallResult failed(String type, String message) {
        String error = JsonText.compact(
                new Fields().put("errorType", type).put("errorMessage", message).object());
        return new CallResult(error.getBytes(StandardCharsets.UTF_8), true, Optional.of(new Fault(type, message)), "");
    }

    static CallResult timedOut(String request, double seconds) {
        return failed(
                Fault.TIMED_OUT,
                "RequestId: " + request + " Error: Task timed out after " + String.format(Locale.ROOT, "%.2f", seconds)
                        + " seconds");
    }

    /**
     * The function's process ended in the midst of a call.
     *
     * @param status its exit status, as a shell gives it: over 128 it is a signal
     */
    static CallResult exited(String request, int status) {
        String why = status == 0
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: "
                        + (status > 128 ? "signal: " + signal(status - 128) : "exit status " + status);
        return failed("Runtime.ExitError", "RequestId: " + request + " Error: " + why);
    }

    private static String signal(int number) {
        return switch (number) {
            case 6 -> "aborted";
            case 9 -> "killed";
            case 11 -> "segmentation fault";
            case 15 -> "terminated";
            default -> Integer.toString(number);
        };
    }

    CallResult with(String lines) {
        return new CallResult(payload, failed, fault, lines);
    }
}
