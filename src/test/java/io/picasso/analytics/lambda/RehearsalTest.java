package io.picasso.analytics.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void onlyAFunctionOfWhichASnapshotIsTakenRehearses() {
        assertThat(Rehearsal.isDue(Map.of())).isFalse();
        assertThat(Rehearsal.isDue(Map.of(Rehearsal.TYPE_VARIABLE, "on-demand")))
                .isFalse();
        assertThat(Rehearsal.isDue(Map.of(Rehearsal.TYPE_VARIABLE, "snap-start")))
                .isTrue();
    }

    /** The function is of an environment in AWS, without a region's endpoint: a call that left would not come back clean. */
    @Test
    void aBatchGoesThroughLakeAndTablesWithoutLeavingTheProcessAndOnlyTheFactIsLogged() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Rehearsal rehearsal = Rehearsal.beforeSnapshot(
                TestedFunction.start(Map.of("PICASSO_ENV", "production", "AWS_REGION", "us-east-1"), log));

        rehearsal.beforeCheckpoint(null);

        List<JsonObject> lines = TestedFunction.lines(log.toString(StandardCharsets.UTF_8));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.text("message")).contains("rehearsed");
            assertThat(line.text("level")).contains("INFO");
            assertThat(line.members()).containsOnlyKeys("timestamp", "level", "message", "messages");
        });
    }
}
