package io.picasso.analytics.adapter.aws.lambda;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.port.FunctionControl;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Lambda at one place: a client that reads, one that changes, and what stands on them. Lives as long as the process. */
public final class Lambda {
    private final AwsService service;
    private final LambdaClient reading;
    private final LambdaClient changing;

    /**
     * @param connection for what may be asked again
     * @param once for what must not be sent twice; its limits allow one attempt
     */
    public Lambda(AwsConnection connection, AwsConnection once) {
        if (once.limits().attempts() != 1) {
            throw new IllegalArgumentException(
                    "a change would be sent " + once.limits().attempts() + " times");
        }
        this.service = new AwsService("Lambda", connection);
        this.reading = LambdaClients.create(connection);
        this.changing = LambdaClients.create(once);
    }

    /** The functions; waits for them as long as told. */
    public FunctionControl functionControl(Patience patience) {
        return new LambdaFunctionControl(reading, changing, service, patience);
    }
}
