package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.operation.provision.TestEnvironment;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The provision and tenant commands, whole, against the engines. */
@ExtendWith(EngineCredentials.class)
class ProvisionCommandTest {
    private final TestEnvironment environment = TestEnvironment.create();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void planShowsWhatApplyWouldDo() {
        Result result = run("provision", "plan", "queue");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("create    queue   " + environment.name(SettingKey.QUEUE))
                .contains("visibility: none → 300 s")
                .contains("Environment test: 4 to create, 0 to alter, 0 the same, 0 in conflict.");
    }

    @Test
    void applyMakesItAndTheSecondTimeChangesNothing() {
        Result first = run("provision", "apply", "queue", "--yes");
        Result second = run("provision", "apply", "queue");

        assertThat(first.out()).isEqualTo("Done: 4 changes in environment test.\n");
        assertThat(first.err()).contains("create queue " + environment.name(SettingKey.QUEUE));
        assertThat(second.out()).isEqualTo("Nothing to change: environment test is as declared.\n");
        assertThat(second.status()).isZero();
    }

    @Test
    void applyWithoutATerminalWantsAYes() {
        Result result = run("provision", "apply", "queue");

        assertThat(result.status()).isEqualTo(7);
        assertThat(run("provision", "drift", "queue").out()).contains("4 to create");
    }

    @Test
    void dryRunsChangeNothing() {
        Result apply = run("provision", "apply", "--dry-run");
        assertThat(apply.status()).isZero();
        assertThat(run("provision", "plan").out()).isEqualTo(apply.out()).contains("16 to create");

        run("provision", "apply", "lake", "queue", "--yes");
        Result destroy = run("provision", "destroy", "lake", "queue", "--dry-run");
        assertThat(destroy.status()).isZero();
        assertThat(destroy.out()).contains("would delete  bucket " + environment.name(SettingKey.LAKE_BUCKET));
        assertThat(run("provision", "drift", "lake", "queue").status()).isZero();
    }

    @Test
    void driftEndsWithThreeWhenAnythingDiffers() {
        run("provision", "apply", "queue", "--yes");
        assertThat(run("provision", "drift", "queue").status()).isZero();
        try (SqsClient sqs = environment.sqs()) {
            String url = sqs.getQueueUrl(get -> get.queueName(environment.name(SettingKey.QUEUE)))
                    .queueUrl();
            sqs.setQueueAttributes(
                    set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5")));
        }

        Result drift = run("provision", "drift", "queue");

        assertThat(drift.status()).isEqualTo(3);
        assertThat(drift.out()).contains("visibility: 5 s → 300 s");
    }

    @Test
    void destroyAsksForTheEnvironmentsName() {
        run("provision", "apply", "lake", "--yes");

        Result wrong = command().typed("tset\n").with("provision", "destroy", "lake");
        assertThat(wrong.status()).isEqualTo(7);
        assertThat(run("provision", "drift", "lake").status()).isZero();

        Result right = command().typed("test\n").with("provision", "destroy", "lake");
        assertThat(right.status()).isZero();
        assertThat(right.out()).contains("deleted  bucket " + environment.name(SettingKey.LAKE_BUCKET));
    }

    @Test
    void aProtectedEnvironmentWantsItsNameInTheCommandToo() {
        run("provision", "apply", "lake", "--yes");
        CommandRun guarded = command().variable("PICASSO_PROTECTED", "true");

        assertThat(guarded.with("provision", "destroy", "lake", "--yes").status())
                .isEqualTo(7);
        assertThat(guarded.with("provision", "destroy", "lake", "--yes", "--confirm", "test")
                        .status())
                .isZero();
    }

    @Test
    void destroyEndsWithSevenWhenSomethingWasKept() {
        run("provision", "apply", "lake", "--yes");
        run("tenant", "add", "FOS402334", "--yes");

        Result result = run("provision", "destroy", "lake", "--yes");

        assertThat(result.status()).isEqualTo(7);
        assertThat(result.out())
                .contains("kept  bucket " + environment.name(SettingKey.MAPPINGS_BUCKET)
                        + ": it holds 2 objects; --with-data deletes that too");
        assertThat(run("tenant", "resolve", "FOS402334").status()).isZero();
    }

    @Test
    void destroyWantsToBeToldWhat() {
        assertThat(run("provision", "destroy", "--yes").status()).isEqualTo(2);
    }

    @Test
    void anUnknownPartIsRefusedWithTheOnesThereAre() {
        Result result = run("provision", "plan", "function");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("tables").contains("lake").contains("queue");
    }

    @Test
    void statusIsPublishedAsJson() {
        run("provision", "apply", "queue", "--yes");

        Result result =
                run("provision", "status", "queue", "-o", "json", "--query", "resources[1].[kind,status,items]");

        assertThat(result.out()).isEqualToIgnoringWhitespace("[\"queue\",\"available\",0]");
    }

    @Test
    void tenantsAreAddedOnceAndFoundByBothNames() {
        try (S3Client s3 = environment.s3()) {
            s3.createBucket(create -> create.bucket(environment.name(SettingKey.MAPPINGS_BUCKET)));
        }

        assertThat(run("tenant", "add", "FOS402334", "--dry-run").out())
                .isEqualTo("Tenant FOS402334 (fo85e6a06dcdf4) would be added.\n");
        assertThat(run("tenant", "list").out()).startsWith("No tenants.");
        assertThat(run("tenant", "add", "FOS402334", "--yes").out())
                .isEqualTo("Tenant FOS402334 (fo85e6a06dcdf4) is added.\n");
        assertThat(run("tenant", "add", "FOS402334").out())
                .isEqualTo("Tenant FOS402334 (fo85e6a06dcdf4) is known already; nothing was changed.\n");
        assertThat(run("tenant", "resolve", "fo85e6a06dcdf4").out()).isEqualTo("FOS402334  fo85e6a06dcdf4\n");
        assertThat(run("tenant", "resolve", "NOBODY").status()).isEqualTo(5);
        assertThat(run("tenant", "list", "-o", "json", "--query", "tenants[].tenant_id")
                        .out())
                .isEqualToIgnoringWhitespace("[\"FOS402334\"]");
    }

    private Result run(String... arguments) {
        return command().with(arguments);
    }

    /** A command line in an environment "test", which stands in a file as an operator would write it. */
    private CommandRun command() {
        StringBuilder file = new StringBuilder("environments:\n  test:\n");
        for (SettingKey key : SettingKey.values()) {
            if (!environment.name(key).equals(key.defaultText())) {
                file.append("    ")
                        .append(key.key())
                        .append(": ")
                        .append(environment.name(key))
                        .append('\n');
            }
        }
        try {
            Files.writeString(folder.resolve("picasso-analytics.yaml"), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CommandRun.in(folder).variable("PICASSO_ENV", "test");
    }
}
