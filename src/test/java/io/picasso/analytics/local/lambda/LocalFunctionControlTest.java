package io.picasso.analytics.local.lambda;

import io.picasso.analytics.local.LocalEngines;
import java.net.URI;
import java.time.Duration;

/** On the embedded stack. */
class LocalFunctionControlTest extends EngineFunctionControl {
    @Override
    URI lambda() {
        return LocalEngines.endpoints().lambda();
    }

    @Override
    URI sqs() {
        return LocalEngines.endpoints().sqs();
    }

    @Override
    Duration longestWait() {
        return Duration.ofSeconds(10);
    }
}
