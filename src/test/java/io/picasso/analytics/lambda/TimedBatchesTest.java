package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.operation.ingest.InboundMessage;
import io.picasso.analytics.operation.ingest.Messages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A bug costs only the message that meets it, and what is not begun in time comes again. */
class TimedBatchesTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aBugCostsOnlyTheMessageThatMeetsIt() {
        Outcome outcome = batches().process(messages(5, 3), () -> Duration.ofMinutes(1), JsonObject.EMPTY);

        assertThat(outcome.failed()).containsExactly("m3");
        assertThat(outcome.counts().accepted()).isEqualTo(4);
        List<JsonObject> lines = TestedFunction.lines(log.toString(StandardCharsets.UTF_8));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).text("code")).contains("PA-999");
        assertThat(lines.get(0).text("exception")).contains("java.lang.IllegalStateException");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("TimedBatchesTest.java")
                .doesNotContain("visitor");
    }

    @Test
    void manyMessagesAreWorkedOnInPartsAndWhatIsNotBegunComesAgain() {
        List<InboundMessage> messages = messages(2 * TimedBatches.MOST + 1, -1);

        assertThat(batches()
                        .process(messages, () -> Duration.ofMinutes(1), JsonObject.EMPTY)
                        .failed())
                .isEmpty();
        assertThat(sizes).containsExactly(TimedBatches.MOST, TimedBatches.MOST, 1);

        Outcome cut = batches()
                .process(
                        messages,
                        () -> sizes.size() < 4 ? Duration.ofMinutes(1) : TimedBatches.RESERVE,
                        JsonObject.EMPTY);
        assertThat(cut.counts().accepted()).isEqualTo(TimedBatches.MOST);
        assertThat(cut.failed())
                .hasSize(TimedBatches.MOST + 1)
                .contains("m100", "m200")
                .doesNotContain("m99");
    }

    private TimedBatches batches() {
        return new TimedBatches(
                this::process, new FunctionLog(new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC()));
    }

    private BatchResult process(Collection<InboundMessage> messages) {
        sizes.add(messages.size());
        if (messages.stream().anyMatch(m -> new String(m.text(), StandardCharsets.UTF_8).equals("bug"))) {
            throw new IllegalStateException("what a visitor wrote");
        }
        return new BatchResult(
                Set.of(), messages.size(), 0, Map.of(), Set.of(), 0, 1, Duration.ZERO, Duration.ZERO, List.of());
    }

    private static List<InboundMessage> messages(int count, int buggy) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(i == buggy ? "bug" : "fine");
        }
        return Messages.inbound(texts, Instant.EPOCH);
    }
}
