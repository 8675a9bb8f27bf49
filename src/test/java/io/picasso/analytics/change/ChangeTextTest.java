package io.picasso.analytics.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.change.ChangeStep.What;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Cases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeTextTest {
    @Test
    void anIntentIsReadAsItWasWritten() {
        Cases.forAll(300, random -> {
            Intent intent = intent(random);

            assertThat(ChangeText.readIntent(parsed(ChangeText.write(intent)))).contains(intent);
        });
    }

    @Test
    void aStepIsReadAsItWasWritten() {
        for (What what : What.values()) {
            ChangeStep step = new ChangeStep(what, Instant.parse("2025-12-28T09:15:02.481Z"), "a \"detail\"\n");

            assertThat(ChangeText.readStep(parsed(ChangeText.write(step)))).contains(step);
        }
    }

    @Test
    void theFormIsPinned() {
        EnvironmentMap before = EnvironmentMap.of(java.util.Map.of("DYNAMODB_WRITE_ENABLED", "true", "OTHER", "x"));
        Intent intent = new Intent(
                ChangeKind.LEVEL1,
                "Analytics_Event_Processor",
                "ada@desk",
                Instant.parse("2025-12-28T09:15:02.481Z"),
                "latency",
                before,
                "r-1",
                Optional.of(before.change("DYNAMODB_WRITE_ENABLED", Optional.of("false"))),
                OptionalInt.empty(),
                List.of());

        assertThat(JsonText.compact(ChangeText.write(intent)))
                .isEqualTo("{\"version\":1,\"kind\":\"level1\",\"function\":\"Analytics_Event_Processor\","
                        + "\"who\":\"ada@desk\",\"at\":\"2025-12-28T09:15:02.481Z\",\"reason\":\"latency\","
                        + "\"revision\":\"r-1\",\"before\":{\"DYNAMODB_WRITE_ENABLED\":\"true\",\"OTHER\":\"x\"},"
                        + "\"variable\":\"DYNAMODB_WRITE_ENABLED\",\"from\":\"true\",\"to\":\"false\"}");
    }

    @Test
    void whatIsNoRecordOrOfALaterVersionIsNotRead() {
        for (String text : List.of(
                "{}",
                "[]",
                "1",
                "{\"version\":2,\"step\":\"made\",\"at\":\"2025-12-28T09:15:02.481Z\",\"detail\":\"\"}",
                "{\"version\":1,\"step\":\"dreamt\",\"at\":\"2025-12-28T09:15:02.481Z\",\"detail\":\"\"}",
                "{\"version\":1,\"step\":\"made\",\"at\":\"yesterday\",\"detail\":\"\"}")) {
            assertThat(ChangeText.readStep(parsed(text))).isEmpty();
            assertThat(ChangeText.readIntent(parsed(text))).isEmpty();
        }
    }

    private static Intent intent(Random random) {
        EnvironmentMap before = Environments.random(random);
        return new Intent(
                Cases.oneOf(random, ChangeKind.values()),
                "f",
                "someone",
                Instant.ofEpochMilli(Math.abs(random.nextLong()) % 4_000_000_000_000L),
                Cases.oneOf(random, "", "a \"reason\"", "\u4e2d\n"),
                before,
                "r" + random.nextInt(),
                random.nextBoolean()
                        ? Optional.of(before.change(
                                Environments.SWITCH, random.nextBoolean() ? Optional.of("false") : Optional.empty()))
                        : Optional.empty(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(1_000)) : OptionalInt.empty(),
                random.nextBoolean() ? List.of("one", "two") : List.of());
    }

    private static JsonValue parsed(JsonObject object) {
        return parsed(JsonText.compact(object));
    }

    private static JsonValue parsed(String text) {
        Reading<JsonValue> reading = new JacksonParser().parse(text.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Accepted<JsonValue>) reading).value();
    }
}
