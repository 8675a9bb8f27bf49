package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.operation.ingest.PlayedCollection.Played;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.setting.SettingKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Several processes of the program on one queue, some of them killed. */
class SeparateProcessesTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final int MESSAGES = 400;

    private final IngestEnvironment environment = IngestEnvironment.create(Map.of(SettingKey.VISIBILITY_SECONDS, "10"));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void messagesOfOneSessionAtTheSameMomentFromSeparateProcessesAreAllCounted() throws Exception {
        // All at one moment and on one step: nothing but what they say tells them apart.
        Instant moment = Instant.now().minusSeconds(60);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            texts.add(Messages.event(COFFEE, "busy", 1, "MESSAGE_SENT", moment)
                    .replace("MESSAGE_SENT 1", "I am number " + i));
        }
        List<String> deliveries = new ArrayList<>(texts);
        deliveries.addAll(texts.subList(0, MESSAGES / 4));
        Collections.shuffle(deliveries, new Random(Cases.firstSeed()));
        environment.wiring().queue().send(deliveries);

        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(ProcessorProcess.start(environment.settings(), folder, "process", "sqs", "--workers", "2"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(processes).as(ProcessorProcess.output(folder)).allMatch(process -> process.exitValue() == 0);
        assertThat(environment.messages()).isZero();
        assertThat(environment.events()).hasSize(MESSAGES);
        List<Map<String, AttributeValue>> summaries = environment.summaries().values().stream()
                .filter(item -> item.containsKey("event_count"))
                .toList();
        assertThat(summaries).hasSize(1);
        assertThat(summaries.get(0).get("user_message_count").n()).isEqualTo(Integer.toString(MESSAGES));
        assertThat(summaries.get(0).get("message_count").n()).isEqualTo(Integer.toString(MESSAGES));
        assertThat(summaries.get(0).get("event_count").n()).isEqualTo(Integer.toString(MESSAGES));
        assertThat(environment.paths(DeferredKey.PREFIX)).isEmpty();
    }

    @Test
    void processesThatAreKilledLoseNothing() throws Exception {
        long seed = Cases.firstSeed();
        Random random = new Random(seed);
        System.out.println("separate processes: seed " + seed);
        PlayedCollection collection =
                PlayedCollection.of(TaskmasterDialogs.all().subList(0, 150), Instant.now(), random);
        // Those with a believable clock: whose time does not depend on when the queue took them.
        List<Played> events = collection.events().stream()
                .filter(event -> !event.event().time().skewed())
                .toList();
        List<String> texts = new ArrayList<>(events.stream().map(Played::text).toList());
        texts.addAll(texts.subList(0, texts.size() / 2));
        Collections.shuffle(texts, random);
        environment
                .wiring()
                .ingestion()
                .sender()
                .send(IngestEnvironment.lines(texts).iterator(), 10);

        for (int i = 0; i < 2; i++) {
            Process doomed = ProcessorProcess.start(
                    environment.settings(), folder, "process", "sqs", "--follow", "--workers", "2");
            // Each is killed in the middle of its work: once it has written some more to the lake.
            int before = environment.paths("analytics/").size();
            Instant end = Instant.now().plusSeconds(60);
            while (environment.paths("analytics/").size() < before + 20
                    && Instant.now().isBefore(end)) {
                Thread.sleep(20);
            }
            doomed.destroyForcibly().waitFor();
            assertThat(doomed.exitValue()).isEqualTo(137);
        }
        while (environment.messages() > 0) {
            Process process = ProcessorProcess.start(environment.settings(), folder, "process", "sqs");
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(ProcessorProcess.output(folder)).isZero();
            Thread.sleep(1_000);
        }

        assertThat(environment.deadLetters()).isZero();
        assertThat(environment.paths(DeferredKey.PREFIX)).isEmpty();
        assertThat(Differences.in(environment, events, event -> Instant.now())).isEmpty();
    }
}
