package io.picasso.analytics.local.lambda;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** On LocalStack, which nobody here wrote, where there is Docker to run it. */
@EnabledIf(value = "dockerIsHere", disabledReason = "LocalStack runs in Docker, and there is none on this machine")
class LocalStackFunctionControlTest extends EngineFunctionControl {
    /** The last one that needs no account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static LocalStackContainer stack;

    /** Looked at first without Testcontainers, which complains at length where there is none. */
    static boolean dockerIsHere() {
        return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() {
        stack = new LocalStackContainer(IMAGE).withServices("lambda", "sqs");
        stack.start();
    }

    @AfterAll
    static void stop() {
        stack.stop();
    }

    @Override
    URI lambda() {
        return stack.getEndpoint();
    }

    @Override
    URI sqs() {
        return stack.getEndpoint();
    }

    /** The first function waits for the image of its runtime. */
    @Override
    Duration longestWait() {
        return Duration.ofMinutes(5);
    }
}
