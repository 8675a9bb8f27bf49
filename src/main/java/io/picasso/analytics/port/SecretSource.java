package io.picasso.analytics.port;

/** Keeps one secret. */
public interface SecretSource {
    /**
     * The secret's text as it is kept, which may be empty.
     *
     * @throws io.picasso.analytics.failure.Failure RESOURCE_MISSING where there is none; SERVICE_UNAVAILABLE, THROTTLED,
     *     DENIED, UNUSABLE_FILE where it cannot be read. No failure quotes the secret.
     */
    String read();

    /** Where it is kept, for a person; never the secret itself. */
    String name();
}
