package io.picasso.analytics.local.lambda;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.CallLimits;
import io.picasso.analytics.adapter.aws.Patience;
import io.picasso.analytics.adapter.aws.lambda.Lambda;
import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.adapter.aws.sqs.SqsClients;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.FunctionControlContract;
import io.picasso.analytics.resource.FunctionCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Our adapter of Lambda, on a Lambda and its queues that run somewhere. */
abstract class EngineFunctionControl extends FunctionControlContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final FunctionCode ONE = zip("one");
    private static final FunctionCode TWO = zip("two");

    private FunctionControl control;
    private String name;

    /** Where Lambda answers. */
    abstract URI lambda();

    /** Where its queues are. */
    abstract URI sqs();

    /** How long it may take until a change is in force. */
    abstract Duration longestWait();

    @BeforeEach
    void connect() {
        AwsConnection connection = AwsConnection.local(lambda());
        control = new Lambda(connection, connection.with(CallLimits.ONCE))
                .functionControl(new Patience(longestWait(), Duration.ofMillis(20)));
        name = "contract-" + COUNT.incrementAndGet();
        try (SqsClient sqs = SqsClients.create(AwsConnection.local(sqs()))) {
            sqs.createQueue(b -> b.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "300")));
        }
    }

    @Override
    protected FunctionControl control() {
        return control;
    }

    @Override
    protected String name() {
        return name;
    }

    @Override
    protected FunctionCode code() {
        return ONE;
    }

    @Override
    protected FunctionCode otherCode() {
        return TWO;
    }

    @Override
    protected String queueArn() {
        return "arn:aws:sqs:us-east-1:" + Endpoints.ACCOUNT + ":" + name;
    }

    private static FunctionCode zip(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("content.txt"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FunctionCode(bytes.toByteArray(), LambdaStub.sha256(bytes.toByteArray()));
    }
}
