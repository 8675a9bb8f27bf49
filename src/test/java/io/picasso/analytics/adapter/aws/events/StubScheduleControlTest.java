package io.picasso.analytics.adapter.aws.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.events.EventBridgeStub.Fault;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.ScheduleControl;
import io.picasso.analytics.port.ScheduleControlContract;
import io.picasso.analytics.resource.ScheduleDeclaration;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire to EventBridge, what its answers mean, and that the stub keeps the contract. */
class StubScheduleControlTest extends ScheduleControlContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "hourly";
    private static final ScheduleDeclaration HOURLY = new ScheduleDeclaration(NAME, "agg", Duration.ofHours(1));

    private EventBridgeStub stub;
    private ScheduleControl control;

    @BeforeEach
    void start() throws IOException {
        stub = new EventBridgeStub();
        control = new EventBridge(AwsConnection.local(stub.uri())).scheduleControl();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Override
    protected ScheduleControl control() {
        return control;
    }

    @Override
    protected String name() {
        return NAME;
    }

    @Test
    void aRuleIsPutWithItsStateAndItsTargetByArn() throws IOException {
        control.put(HOURLY, true);
        control.target(HOURLY, "arn:aws:lambda:us-east-1:1:function:agg");

        assertThat(stub.requests("PutRule"))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.body())
                                .isEqualTo(
                                        JSON.readTree(
                                                "{\"Name\":\"hourly\",\"ScheduleExpression\":\"rate(1 hour)\",\"State\":\"ENABLED\","
                                                        + "\"Description\":\"Calls a function of picasso-analytics from time to time\"}")));
        assertThat(stub.requests("PutTargets"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .isEqualTo(JSON.readTree("{\"Rule\":\"hourly\",\"Targets\":[{\"Id\":\"agg\","
                                + "\"Arn\":\"arn:aws:lambda:us-east-1:1:function:agg\"}]}")));
    }

    @Test
    void aTargetThatIsNotTakenIsNoSuccess() {
        control.put(HOURLY, true);
        stub.fail("PutTargets", Fault.ENTRIES_FAIL);

        Failure failure = catchThrowableOfType(
                Failure.class, () -> control.target(HOURLY, "arn:aws:lambda:us-east-1:1:function:agg"));

        assertThat(failure.code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        assertThat(failure.why()).contains("InternalFailure: a test");
    }

    @Test
    void whatGoesWrongIsToldAndWhatPassesIsTriedAgain() {
        stub.fail("DescribeRule", Fault.DENIED);
        assertThat(catchThrowableOfType(Failure.class, () -> control.find(NAME)).code())
                .isEqualTo(FailureCode.DENIED);

        stub.fail("PutRule", Fault.THROTTLED, Fault.BROKEN);
        control.put(HOURLY, true);

        assertThat(stub.requests("PutRule")).hasSize(3);
    }
}
