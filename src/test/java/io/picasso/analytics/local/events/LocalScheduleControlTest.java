package io.picasso.analytics.local.events;

import io.picasso.analytics.adapter.aws.AwsConnection;
import io.picasso.analytics.adapter.aws.events.EventBridge;
import io.picasso.analytics.local.LocalEngines;
import io.picasso.analytics.port.ScheduleControl;
import io.picasso.analytics.port.ScheduleControlContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Our adapter of EventBridge, on the scheduler of the embedded stack. */
class LocalScheduleControlTest extends ScheduleControlContract {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ScheduleControl control =
            new EventBridge(AwsConnection.local(LocalEngines.endpoints().eventbridge())).scheduleControl();
    private final String name = "contract-" + COUNT.incrementAndGet();

    @AfterEach
    void delete() {
        control.delete(name);
    }

    @Override
    protected ScheduleControl control() {
        return control;
    }

    @Override
    protected String name() {
        return name;
    }
}
