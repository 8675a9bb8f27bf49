package io.picasso.analytics.adapter.aws;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach one AWS service, or an engine that speaks its protocol.
 *
 * @param region the region to sign for
 * @param profile the profile of the credential files; empty: the SDK's default chain
 * @param endpoint where the service is; empty: AWS's own address in the region
 * @param dummyCredentials whether to sign with the fixed keys of the embedded stack; no credential is looked up then
 * @param limits how long to wait and how often to try
 */
public record AwsConnection(
        String region, Optional<String> profile, Optional<URI> endpoint, boolean dummyCredentials, CallLimits limits) {
    /** Key id and secret of the embedded stack. */
    public static final String DUMMY_KEY = "local";

    public AwsConnection {
        if (dummyCredentials && endpoint.isEmpty()) {
            throw new IllegalArgumentException("the keys of the embedded stack are never sent to AWS");
        }
    }

    /** A connection to an engine of the embedded stack. */
    public static AwsConnection local(URI endpoint) {
        return new AwsConnection("us-east-1", Optional.empty(), Optional.of(endpoint), true, CallLimits.DEFAULT);
    }

    /** The same connection with other limits. */
    public AwsConnection with(CallLimits other) {
        return new AwsConnection(region, profile, endpoint, dummyCredentials, other);
    }

    /** The place for a person: the endpoint, or the region. */
    public String place() {
        return endpoint.map(uri -> "at " + uri).orElse("in " + region);
    }
}
