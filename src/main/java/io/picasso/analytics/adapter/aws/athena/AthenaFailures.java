package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.Locale;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * Says what it means that Athena would not start a query, or that a query ended badly. Athena has few codes of its own
 * for this; the beginning of its reason is the code.
 */
final class AthenaFailures {
    private AthenaFailures() {}

    /** A statement that was not started. */
    static Failure refused(InvalidRequestException e, String place) {
        String reason = String.valueOf(
                e.awsErrorDetails() == null
                        ? e.getMessage()
                        : e.awsErrorDetails().errorMessage());
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("workgroup") && words.contains("not found")) {
            return Failure.of(FailureCode.RESOURCE_MISSING, "the Athena workgroup is not there")
                    .where(place)
                    .why(reason)
                    .cause(e)
                    .next("Name another with the setting athena.workgroup, or make it.");
        }
        if (words.contains("output bucket")) {
            return Failure.of(FailureCode.RESOURCE_MISSING, "the bucket for Athena's answers is not there")
                    .where(place)
                    .why(reason)
                    .cause(e);
        }
        return Failure.of(FailureCode.QUERY_FAILED, "Athena does not take the query")
                .where(place)
                .why(reason)
                .cause(e);
    }

    /** A query that has failed or was cancelled. */
    static Failure ended(QueryExecution execution, String place) {
        String reason = String.valueOf(execution.status().stateChangeReason());
        boolean retryable = execution.status().athenaError() != null
                && Boolean.TRUE.equals(execution.status().athenaError().retryable());
        FailureCode code = code(reason, retryable);
        String what = switch (code) {
            case RESOURCE_MISSING -> "the Athena table or database is not there";
            case DENIED -> "not allowed to read what the query asks for";
            case THROTTLED -> "Athena or S3 is throttling the query";
            case SCAN_LIMIT -> "the workgroup's limit on the bytes of a query was reached";
            default -> "the query failed";
        };
        return Failure.of(code, what)
                .where(place + ", query " + execution.queryExecutionId())
                .why(reason);
    }

    private static FailureCode code(String reason, boolean retryable) {
        String words = reason.toUpperCase(Locale.ROOT);
        if (words.startsWith("TABLE_NOT_FOUND")
                || words.startsWith("SCHEMA_NOT_FOUND")
                || words.contains("TABLE NOT FOUND")
                || words.contains("DATABASE DOES NOT EXIST")) {
            return FailureCode.RESOURCE_MISSING;
        }
        if (words.contains("ACCESS DENIED") || words.contains("ACCESSDENIED") || words.contains("PERMISSION")) {
            return FailureCode.DENIED;
        }
        if (words.contains("SLOWDOWN") || words.contains("SLOW DOWN") || words.contains("RATE EXCEEDED")) {
            return FailureCode.THROTTLED;
        }
        if (words.contains("BYTES SCANNED LIMIT")) {
            return FailureCode.SCAN_LIMIT;
        }
        return retryable ? FailureCode.SERVICE_UNAVAILABLE : FailureCode.QUERY_FAILED;
    }
}
