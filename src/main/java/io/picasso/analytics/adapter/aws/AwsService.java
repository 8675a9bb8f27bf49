package io.picasso.analytics.adapter.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One service at one place, through which calls are made so that their errors are translated.
 *
 * @param name the service's name for a person, such as DynamoDB
 * @param connection where it is
 */
public record AwsService(String name, AwsConnection connection) {
    /** The service and its place, for a person. */
    public String place() {
        return name + " " + connection.place();
    }

    /**
     * Makes a call.
     *
     * @param action what is done, as a verb: "describe"
     * @param resource what it is done to: "table picasso-session-events"
     * @param call the call
     * @throws io.picasso.analytics.failure.Failure when the SDK throws; see {@link AwsFailures}. An exception that the
     *     caller expects is caught inside {@code call}.
     */
    public <T> T call(String action, String resource, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.translate(action, resource, place(), e);
        }
    }
}
