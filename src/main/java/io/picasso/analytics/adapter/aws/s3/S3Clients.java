package io.picasso.analytics.adapter.aws.s3;

import io.picasso.analytics.adapter.aws.AwsClients;
import io.picasso.analytics.adapter.aws.AwsConnection;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes clients for S3. */
public final class S3Clients {
    private S3Clients() {}

    /** A client that the caller closes. Nothing is sent yet. */
    public static S3Client create(AwsConnection connection) {
        return AwsClients.configure(S3Client.builder(), connection)
                // An endpoint of one's own has no host name per bucket.
                .forcePathStyle(connection.endpoint().isPresent())
                // Trailing checksums are not understood by every engine that speaks S3.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                // Some engines answer before they have read the end mark of a chunked body, and then close the
                // connection that the next call is about to use. Objects are in memory: chunks gain nothing.
                .serviceConfiguration(b -> b.chunkedEncodingEnabled(false))
                .build();
    }
}
