package io.picasso.analytics.cli;

import io.picasso.analytics.local.Endpoints;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The engines' keys for the SDK's default chain, where a test names an environment of its own: {@link ExtendWith}. */
final class EngineCredentials implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty("aws.accessKeyId", Endpoints.KEY);
        System.setProperty("aws.secretAccessKey", Endpoints.KEY);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
