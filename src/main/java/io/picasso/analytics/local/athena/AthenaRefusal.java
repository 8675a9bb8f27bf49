package io.picasso.analytics.local.athena;

/** A call that is answered with one of Athena's errors. */
final class AthenaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    private AthenaRefusal(String error, String message) {
        super(message);
        this.error = error;
    }

    /** The request is wrong, or asks for what this engine does not do. */
    static AthenaRefusal invalid(String message) {
        return new AthenaRefusal("InvalidRequestException", message);
    }

    /** The catalog has no such database or table. */
    static AthenaRefusal notInCatalog(String message) {
        return new AthenaRefusal("MetadataException", "EntityNotFoundException: " + message);
    }

    /** The error's name in Athena's API. */
    String error() {
        return error;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
