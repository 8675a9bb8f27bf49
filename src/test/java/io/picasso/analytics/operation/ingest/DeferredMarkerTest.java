package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.DeferredMarker.DeferredSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeferredMarkerTest {
    @Test
    void writingAndReadingGiveTheSameMarker() {
        Cases.forAll(500, random -> {
            List<DeferredSession> sessions = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                sessions.add(session(random, i));
            }
            DeferredMarker marker = new DeferredMarker(
                    Instant.ofEpochMilli(Math.floorMod(random.nextLong(), 4_000_000_000_000L)),
                    random.nextBoolean() ? Optional.of("PA-501") : Optional.empty(),
                    random.nextBoolean() ? Optional.of("a \"cause\"\n") : Optional.empty(),
                    sessions);

            assertThat(DeferredMarker.read(Core.json(JsonText.compact(marker.write()))))
                    .contains(marker);
        });
    }

    private static DeferredSession session(Random random, int number) {
        List<StepKey> missing = new ArrayList<>();
        List<LakeKey> objects = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            StringBuilder print = new StringBuilder();
            random.ints(12, 0, 26).forEach(c -> print.append((char) ('a' + c)));
            missing.add(new StepKey(random.nextInt(100_000_000), Optional.of(new Fingerprint(print.toString()))));
            objects.add(new LakeKey(
                    "T" + number,
                    LocalDate.ofEpochDay(random.nextInt(30_000)),
                    "n" + i,
                    Cases.oneOf(random, ".json", ".json.gz")));
        }
        return new DeferredSession(
                new Tenant("T" + number, "t" + number + "23456789ab"),
                new SessionId("s-" + random.nextInt(100)),
                missing,
                objects);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"deferred_at\":\"yesterday\",\"sessions\":[]}",
                "{\"deferred_at\":\"2025-12-28T09:00:00.000Z\"}",
                "{\"deferred_at\":\"2025-12-28T09:00:00.000Z\",\"sessions\":[5]}",
                "{\"deferred_at\":\"2025-12-28T09:00:00.000Z\",\"sessions\":[{\"tenant_id\":\"T\","
                        + "\"tenant_hash\":\"t123456789ab\",\"session_id\":\"s\",\"missing_events\":[\"STEP#001\"],"
                        + "\"lake_objects\":[]}]}",
                "{\"deferred_at\":\"2025-12-28T09:00:00.000Z\",\"sessions\":[{\"tenant_id\":\"T\","
                        + "\"tenant_hash\":\"t123456789ab\",\"session_id\":\"s\",\"missing_events\":[],"
                        + "\"lake_objects\":[\"../x\"]}]}"
            })
    void whatIsNotAsItIsWrittenIsNoMarker(String text) {
        assertThat(DeferredMarker.read(Core.json(text))).isEmpty();
    }
}
