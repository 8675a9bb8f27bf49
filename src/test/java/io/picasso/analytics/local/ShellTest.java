package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
    private static final Endpoints ENDPOINTS = new Endpoints(Map.of(
            Service.DYNAMODB,
            8001,
            Service.S3,
            8002,
            Service.SQS,
            8003,
            Service.ATHENA,
            8004,
            Service.LAMBDA,
            8005,
            Service.EVENTBRIDGE,
            8006));

    @TempDir
    Path tools;

    /** Stands for an old client: shows what it was called with. */
    @BeforeEach
    void putAnAwsOnThePath() throws IOException {
        Path aws = Files.writeString(tools.resolve("aws"), "#!/bin/sh\necho \"$*\"\n");
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void everyServiceKeyAndRegionIsExported() throws Exception {
        assertThat(run("env | grep ^AWS | sort")).isEqualTo("""
                        AWS_ACCESS_KEY_ID=local
                        AWS_DEFAULT_REGION=us-east-1
                        AWS_ENDPOINT_URL_ATHENA=http://127.0.0.1:8004
                        AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8001
                        AWS_ENDPOINT_URL_EVENTBRIDGE=http://127.0.0.1:8006
                        AWS_ENDPOINT_URL_LAMBDA=http://127.0.0.1:8005
                        AWS_ENDPOINT_URL_S3=http://127.0.0.1:8002
                        AWS_ENDPOINT_URL_SQS=http://127.0.0.1:8003
                        AWS_REGION=us-east-1
                        AWS_SECRET_ACCESS_KEY=local
                        """);
    }

    @Test
    void oldClientsGetTheEndpointOfTheirService() throws Exception {
        assertThat(run("aws dynamodb list-tables")).startsWith("--endpoint-url http://127.0.0.1:8001 dynamodb");
        assertThat(run("aws --region x s3 ls 's3://a b'"))
                .isEqualTo("--endpoint-url http://127.0.0.1:8002 --region x s3 ls s3://a b\n");
        assertThat(run("aws sqs list-queues")).startsWith("--endpoint-url http://127.0.0.1:8003 sqs");
        assertThat(run("aws athena list-work-groups")).startsWith("--endpoint-url http://127.0.0.1:8004 athena");
        assertThat(run("aws lambda list-functions")).startsWith("--endpoint-url http://127.0.0.1:8005 lambda");
        assertThat(run("aws events list-rules")).startsWith("--endpoint-url http://127.0.0.1:8006 events");
        assertThat(run("aws sts get-caller-identity")).isEqualTo("sts get-caller-identity\n");
    }

    private String run(String line) throws Exception {
        String script = String.join("\n", Shell.sh.lines(ENDPOINTS)) + "\n" + line;
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS"));
        builder.environment().put("AWS_SESSION_TOKEN", "left from before");
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        return new String(builder.start().getInputStream().readAllBytes());
    }
}
