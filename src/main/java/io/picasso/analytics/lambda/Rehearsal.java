package io.picasso.analytics.lambda;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.setting.SettingsResolver;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * A first batch before the first: where Lambda takes a snapshot of the started function (SnapStart), a made-up batch goes
 * through a processor whose lake and tables are in this process. So the code of a batch is loaded in the snapshot, and
 * the first real one after it does not wait for it. Nothing leaves the process, no credential is looked up, and nothing
 * but the fact is logged.
 */
final class Rehearsal implements Resource {
    /** Lambda's own variable: how this function is started. */
    static final String TYPE_VARIABLE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final String SNAPSHOT = "snap-start";
    private static final int MESSAGES = 10;

    private final FunctionStart real;

    private Rehearsal(FunctionStart real) {
        this.real = real;
    }

    /** Whether Lambda is going to take a snapshot. */
    static boolean isDue(Map<String, String> variables) {
        return SNAPSHOT.equals(variables.get(TYPE_VARIABLE));
    }

    /** Has it happen before the snapshot is taken. The caller keeps what it gets. */
    static Rehearsal beforeSnapshot(FunctionStart real) {
        Rehearsal rehearsal = new Rehearsal(real);
        Core.getGlobalContext().register(rehearsal);
        return rehearsal;
    }

    /** A rehearsal that fails costs the first batch some time, and is no reason not to start. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        boolean clean;
        try {
            clean = isClean();
        } catch (FunctionFailed failed) {
            real.log()
                    .write(
                            FunctionLog.Level.WARN,
                            "the rehearsal failed",
                            new JsonMembers()
                                    .put("why", String.valueOf(failed.getMessage()))
                                    .object());
            return;
        } catch (IOException | RuntimeException | LinkageError failed) {
            real.log().bug(new JsonMembers().put("during", "rehearsal").object(), failed);
            return;
        }
        real.log()
                .write(
                        clean ? FunctionLog.Level.INFO : FunctionLog.Level.WARN,
                        clean ? "rehearsed" : "rehearsed, and it did not come to its end",
                        new JsonMembers().put("messages", MESSAGES).object());
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing in the snapshot goes stale: no connection, no credential.
    }

    private boolean isClean() throws IOException {
        try (RehearsalServices services = RehearsalServices.start(real.parser())) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            EventProcessorHandler handler =
                    new EventProcessorHandler(FunctionStart.of(variables(services), nowhere, real.clock()));
            byte[] answer = handler.handle(
                    batch(real.clock().instant()),
                    new Invocation("rehearsal", "rehearsal", () -> Duration.ofSeconds(30)));
            byte[] nothingFailed = JsonText.compact(SqsBatch.answer(List.of())).getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(answer, nothingFailed) && services.tablesWereWritten();
        }
    }

    private static Map<String, String> variables(RehearsalServices services) {
        Map<String, String> variables = new HashMap<>();
        variables.put(SettingsResolver.ENVIRONMENT_VARIABLE, Settings.LOCAL);
        variables.put(SettingKey.DYNAMODB_WRITE_ENABLED.variable(), "true");
        Stream.of(SettingKey.DYNAMODB_ENDPOINT, SettingKey.S3_ENDPOINT)
                .forEach(endpoint -> variables.put(endpoint.variable(), services.address()));
        return variables;
    }

    private static byte[] batch(Instant now) {
        List<JsonObject> records = new ArrayList<>();
        for (int step = 1; step <= MESSAGES; step++) {
            JsonObject event = new JsonMembers()
                    .put("schema_version", "1.0.0")
                    .put("session_id", "rehearsal")
                    .put("tenant_id", RehearsalServices.TENANT_HASH)
                    .put("timestamp", UtcTime.format(now))
                    .put("step_number", step)
                    .put(
                            "event",
                            new JsonMembers()
                                    .put("type", step % 2 == 1 ? "MESSAGE_SENT" : "MESSAGE_RECEIVED")
                                    .put(
                                            "payload",
                                            new JsonMembers()
                                                    .put("content_preview", "A question of a@b.example?")
                                                    .put("response_time_ms", 1_000)))
                    .object();
            records.add(new JsonMembers()
                    .put("messageId", "rehearsal-" + step)
                    .put("body", JsonText.compact(event))
                    .put("attributes", new JsonMembers().put("SentTimestamp", Long.toString(now.toEpochMilli())))
                    .put("messageAttributes", JsonObject.EMPTY)
                    .put("eventSource", "aws:sqs")
                    .object());
        }
        JsonObject event = new JsonMembers()
                .put("Records", new JsonArray(List.copyOf(records)))
                .object();
        return JsonText.compact(event).getBytes(StandardCharsets.UTF_8);
    }
}
