package io.picasso.analytics.local.lambda;

/** A call that is answered with one of Lambda's errors. */
final class LambdaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private LambdaRefusal(int status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    /** A value that Lambda does not take. */
    static LambdaRefusal invalid(String message) {
        return new LambdaRefusal(400, "InvalidParameterValueException", message);
    }

    /** A value of the wrong form. */
    static LambdaRefusal malformed(String value, String member, String constraint) {
        return new LambdaRefusal(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint: "
                        + constraint);
    }

    /** What AWS does, and the embedded stack does not. */
    static LambdaRefusal unsupported(String what) {
        return invalid(what + " is not supported by the embedded stack");
    }

    /** The payload of a call is no JSON. */
    static LambdaRefusal badPayload(String why) {
        return new LambdaRefusal(
                400, "InvalidRequestContentException", "Could not parse request body into json: " + why);
    }

    static LambdaRefusal notFound(String message) {
        return new LambdaRefusal(404, "ResourceNotFoundException", message);
    }

    static LambdaRefusal unknownCall(String call) {
        return new LambdaRefusal(
                404, "UnknownOperationException", call + " is not a call that the embedded stack answers");
    }

    static LambdaRefusal conflict(String message) {
        return new LambdaRefusal(409, "ResourceConflictException", message);
    }

    /** The function is not of that revision any more. */
    static LambdaRefusal otherRevision() {
        return new LambdaRefusal(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }

    static LambdaRefusal tooLarge(int limit) {
        return new LambdaRefusal(
                413,
                "RequestTooLargeException",
                "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** The error's name in Lambda's API. */
    String error() {
        return error;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
