package io.picasso.analytics.adapter.aws.lambda;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.FunctionControlContract;
import io.picasso.analytics.resource.FunctionCode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The stub that other tests rely on answers as the contract says. */
class StubFunctionControlTest extends FunctionControlContract {
    private LambdaStub stub;
    private FunctionControl control;

    @BeforeEach
    void start() throws IOException {
        stub = new LambdaStub();
        AwsConnection connection = AwsConnection.local(stub.uri());
        control = new Lambda(connection, connection.with(CallLimits.ONCE))
                .functionControl(new Patience(Duration.ofSeconds(5), Duration.ofMillis(5)));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Override
    protected FunctionControl control() {
        return control;
    }

    @Override
    protected String name() {
        return "contract";
    }

    @Override
    protected FunctionCode code() {
        return of(1);
    }

    @Override
    protected FunctionCode otherCode() {
        return of(2);
    }

    private static FunctionCode of(int content) {
        byte[] zip = {1, 2, (byte) content};
        return new FunctionCode(zip, LambdaStub.sha256(zip));
    }

    @Override
    protected String queueArn() {
        return "arn:aws:sqs:us-east-1:000000000000:events";
    }
}
