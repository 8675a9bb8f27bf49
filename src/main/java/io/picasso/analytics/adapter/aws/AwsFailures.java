package io.picasso.analytics.adapter.aws;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what an exception of the SDK means to an operator. The only place that knows AWS's error codes. */
public final class AwsFailures {
    private static final String S3 = "s3://";

    private AwsFailures() {}

    /**
     * The failure behind an exception.
     *
     * @param action what was done, as a verb: "describe"
     * @param resource what it was done to: "table picasso-session-events"
     * @param place the service and where it is: "DynamoDB at http://127.0.0.1:8000"
     */
    public static Failure translate(String action, String resource, String place, SdkException e) {
        FailureCode code = e instanceof AwsServiceException service ? answered(service) : notAnswered(e);
        String what = switch (code) {
            case RESOURCE_MISSING -> missing(resource, e) + " is not there";
            case SERVICE_UNAVAILABLE -> place + " did not " + action + " " + resource;
            case THROTTLED -> place + " is throttling: " + action + " " + resource;
            case DENIED -> "not allowed to " + action + " " + resource;
            default -> "could not " + action + " " + resource;
        };
        Failure failure = Failure.of(code, what).where(place).why(reason(e)).cause(e);
        return errorCode(e).equals("QueueDeletedRecently") || errorCode(e).endsWith(".QueueDeletedRecently")
                ? failure.next("Wait 60 seconds, then run the command again.")
                : failure;
    }

    /** Of an object that cannot be written, what is missing is its bucket. */
    private static String missing(String resource, SdkException e) {
        boolean isObject = resource.startsWith(S3) && resource.indexOf('/', S3.length()) > 0;
        return isObject && errorCode(e).equals("NoSuchBucket")
                ? "bucket " + resource.substring(S3.length(), resource.indexOf('/', S3.length()))
                : resource;
    }

    /** The service answered, and said no. */
    private static FailureCode answered(AwsServiceException e) {
        return switch (errorCode(e)) {
            case "Throttling",
                    "ThrottlingException",
                    "ThrottledException",
                    "RequestThrottled",
                    "RequestThrottledException",
                    "TooManyRequestsException",
                    "RequestLimitExceeded",
                    "ProvisionedThroughputExceededException",
                    "SlowDown", // S3: too many requests on a prefix
                    "LimitExceededException", // DynamoDB: too many tables or indexes being changed at once
                    "OverLimit" -> // SQS: too many messages in flight
                FailureCode.THROTTLED;
            case "AccessDenied",
                    "AccessDeniedException",
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidToken",
                    "SignatureDoesNotMatch",
                    "InvalidSignatureException",
                    "IncompleteSignature",
                    "OptInRequired", // the account has not enabled the region
                    "RequestExpired", // this and the next: the clock of this machine is wrong
                    "RequestTimeTooSkewed" -> FailureCode.DENIED;
            case "ResourceNotFoundException",
                    "NoSuchBucket",
                    "QueueDoesNotExist",
                    "AWS.SimpleQueueService.NonExistentQueue" -> FailureCode.RESOURCE_MISSING;
            case "NoSuchKey", "NoSuchUpload" -> FailureCode.NOT_FOUND;
            case "BucketAlreadyExists", // bucket names are global: it belongs to another account
                    "QueueNameExists",
                    "QueueAlreadyExists" -> FailureCode.RESOURCE_CONFLICT;
            case "ResourceInUseException", // DynamoDB: it exists already, or is being changed
                    "OperationAborted", // S3: another operation on this bucket is under way
                    "PreconditionFailed",
                    "ConditionalRequestConflict",
                    "BucketNotEmpty" -> FailureCode.CONCURRENT_CHANGE;
            case "InvalidBucketName",
                    "PermanentRedirect", // this and the next: the bucket is in another region
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" -> FailureCode.BAD_CONFIGURATION;
            case "QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently" ->
                FailureCode.SERVICE_UNAVAILABLE;
            default -> byStatus(e.statusCode());
        };
    }

    /** An answer without a code, as to a HEAD request, or with one nobody has met yet. */
    private static FailureCode byStatus(int status) {
        return switch (status) {
            case 401, 403 -> FailureCode.DENIED;
            case 404 -> FailureCode.RESOURCE_MISSING;
            case 409, 412 -> FailureCode.CONCURRENT_CHANGE;
            case 429 -> FailureCode.THROTTLED;
            default -> status >= 500 ? FailureCode.SERVICE_UNAVAILABLE : FailureCode.FAULT;
        };
    }

    /** The call did not get as far as an answer. */
    private static FailureCode notAnswered(SdkException e) {
        if (e instanceof AbortedException) {
            return FailureCode.INTERRUPTED;
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return FailureCode.SERVICE_UNAVAILABLE;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return FailureCode.SERVICE_UNAVAILABLE;
            }
        }
        // The SDK has no type of its own for "no credentials" or "no such profile", only these words.
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("credentials") || message.contains("profile") || message.contains("token")) {
            return FailureCode.DENIED;
        }
        return FailureCode.FAULT;
    }

    private static String errorCode(SdkException e) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? Optional.ofNullable(service.awsErrorDetails().errorCode()).orElse("")
                : "";
    }

    /** The service's own words where it had any, else the innermost cause, which names the host or the file. */
    private static String reason(SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            String message = service.awsErrorDetails().errorMessage();
            String code = errorCode(e);
            return message == null || message.isBlank() ? code : code + ": " + message;
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
