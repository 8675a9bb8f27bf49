package io.picasso.analytics.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.law.Happening;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeKeyTest {
    @Test
    void theWrittenFormIsFixed() {
        assertThat(new LakeKey("DEM000001", LocalDate.of(2025, 1, 2), "1735787702481_0123456789ab"))
                .hasToString("analytics/tenant_id=DEM000001/year=2025/month=01/day=02/1735787702481_0123456789ab.json");
    }

    @Test
    void printingAndReadingGiveTheSameKey() {
        Cases.forAll(2_000, random -> {
            LakeKey key = new LakeKey(
                    "T-" + random.nextInt(1_000) + "_x",
                    LocalDate.ofEpochDay(random.nextInt(40_000)),
                    random.nextLong() + "_" + random.nextInt() + Cases.oneOf(random, "", ".json", ".x", ".gz"),
                    Cases.oneOf(random, ".json", ".json.gz"));

            assertThat(LakeKey.parse(key.toString())).contains(key);
            assertThat(key.toString()).startsWith(LakeKey.prefix(key.tenantId(), key.day()));
        });
    }

    @Test
    void theWrittenFormOfACompactedObjectIsFixed() {
        LakeKey key = LakeKey.compacted(
                "DEM000001",
                LocalDate.of(2025, 1, 2),
                Instant.ofEpochMilli(1735787702481L),
                HexFormat.of().parseHex("87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"));

        assertThat(key)
                .hasToString("analytics/tenant_id=DEM000001/year=2025/month=01/day=02/"
                        + "compact-1735787702481_87428fc52280.json.gz");
        assertThat(key.isCompacted()).isTrue();
        assertThat(key.first()).contains(Instant.ofEpochMilli(1735787702481L));
        assertThat(LakeKey.parse(key.toString())).contains(key);
        assertThat(new LakeKey("DEM000001", LocalDate.of(2025, 1, 2), "compact-1_2").isCompacted())
                .isFalse();
        assertThat(new LakeKey("DEM000001", LocalDate.of(2025, 1, 2), "part-0").first())
                .isEmpty();
    }

    @Test
    void theSameSetOfEventsIsTheSameObjectInWhateverOrder() {
        Cases.forAll(500, random -> {
            List<Event> events = new ArrayList<>();
            Happening.session(random).forEach(happening -> events.addAll(happening.deliveries(random)));
            LakeKey key = LakeKey.of(events);
            Collections.shuffle(events, random);

            assertThat(LakeKey.of(events)).isEqualTo(key);
            assertThat(LakeKey.parse(key.toString())).contains(key);
        });
    }

    @Test
    void anotherSetIsAnotherObject() {
        Event one = event("2025-12-28T09:15:02.481Z", 1);
        Event other = event("2025-12-28T09:15:02.481Z", 2);

        assertThat(LakeKey.of(List.of(one)))
                .isNotEqualTo(LakeKey.of(List.of(other)))
                .isNotEqualTo(LakeKey.of(List.of(one, other)));
    }

    @Test
    void theDayIsTheOneInUtc() {
        assertThat(LakeKey.of(List.of(event("2025-12-28T23:30:00-06:00", 1))).toString())
                .startsWith("analytics/tenant_id=DEM000001/year=2025/month=12/day=29/1766986200000_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "analytics/tenant_id=DEM/year=2025/month=12/day=28/",
                "analytics/tenant_id=DEM/year=2025/month=12/day=28/.json",
                "analytics/tenant_id=DEM/year=2025/month=12/day=28/a/b.json",
                "analytics/tenant_id=DEM/year=2025/month=13/day=28/a.json",
                "analytics/tenant_id=DEM/year=2025/month=02/day=30/a.json",
                "analytics/tenant_id=DEM/year=2025/month=1/day=2/a.json",
                "analytics/tenant_id=../year=2025/month=12/day=28/a.json",
                "analytics/tenant_id=/year=2025/month=12/day=28/a.json",
                "quarantine/tenant_id=DEM/year=2025/month=12/day=28/a.json",
                "analytics/tenant_id=DEM/year=2025/month=12/day=28/.json.gz",
                "analytics/tenant_id=DEM/year=2025/month=12/day=28/a.gz",
                "analytics/tenant_id=DEM/year=2025/month=12/day=28/a.json.gz.tmp"
            })
    void anythingElseIsNoLakeObject(String path) {
        assertThat(LakeKey.parse(path)).isEmpty();
    }

    @Test
    void aFolderIsOnlyMadeForATenantId() {
        assertThatThrownBy(() -> LakeKey.prefix("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Event event(String time, int step) {
        return Core.event(
                "{\"session_id\":\"s\",\"tenant_id\":\"de0123456789ab\",\"step_number\":" + step + ",\"timestamp\":\""
                        + time + "\"}",
                Instant.parse("2025-12-29T09:00:00Z"));
    }
}
