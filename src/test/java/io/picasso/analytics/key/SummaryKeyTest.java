package io.picasso.analytics.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.law.Cases;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryKeyTest {
    private static final String HASH = "de0123456789ab";

    @Test
    void theWrittenFormIsFixed() {
        SummaryKey key = new SummaryKey(HASH, Instant.parse("2025-12-28T09:15:02.481Z"), new SessionId("sess_x"));

        assertThat(key.partition()).isEqualTo("TENANT#de0123456789ab");
        assertThat(key.sort()).isEqualTo("SESSION#2025-12-28T09:15:02.481Z#sess_x");
    }

    @Test
    void printingAndReadingGiveTheSameKey() {
        Cases.forAll(2_000, random -> {
            SummaryKey key = new SummaryKey(
                    HASH,
                    Instant.ofEpochMilli(random.nextLong(4_102_444_800_000L)),
                    new SessionId("sess_" + random.nextInt(1_000)));

            assertThat(SummaryKey.parse(HASH, key.sort())).contains(key);
        });
    }

    @Test
    void aRangeHoldsTheLastInstantInItAndNotTheFirstAfter() {
        Instant start = Instant.parse("2025-12-01T00:00:00Z");
        Instant end = Instant.parse("2025-12-29T00:00:00Z");
        String from = SummaryKey.bound(start);
        String to = SummaryKey.bound(end);

        for (String id : new String[] {"-", "0", "Z", "_", "zzzz", "-".repeat(128), "z".repeat(128)}) {
            assertThat(at(start, id)).isGreaterThanOrEqualTo(from);
            assertThat(at(start.minusMillis(1), id)).isLessThan(from);
            assertThat(at(end.minusMillis(1), id)).isLessThan(to);
            assertThat(at(end, id)).isGreaterThanOrEqualTo(to);
        }
    }

    @Test
    void textOrderIsTimeOrder() {
        Cases.forAll(2_000, random -> {
            Instant one = Instant.ofEpochMilli(random.nextLong(4_102_444_800_000L));
            Instant other = one.plusMillis(1L + random.nextInt(100_000));

            assertThat(at(one, "zzz")).isLessThan(at(other, "AAA"));
        });
    }

    @Test
    void anAnchorIsOutsideEveryRangeOfSummaries() {
        String anchor = new AnchorKey(HASH, new SessionId("sess_x")).sort();

        assertThat(anchor).isEqualTo("ANCHOR#sess_x").isLessThan(SummaryKey.PREFIX);
        assertThat(anchor).isLessThan(SummaryKey.bound(Instant.EPOCH));
        assertThat(SummaryKey.parse(HASH, anchor)).isEmpty();
        assertThat(new AnchorKey(HASH, new SessionId("sess_x")).partition()).isEqualTo(SummaryKey.partition(HASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SESSION#",
                "SESSION#sess_x",
                "SESSION#2025-12-28#sess_x",
                "SESSION#2025-12-28T09:15:02.481Z",
                "SESSION#2025-12-28T09:15:02.481Z#",
                "SESSION#2025-12-28T09:15:02.481Z#../x",
                "SESSION#2025-13-28T09:15:02.481Z#sess_x",
                "SESSION#2025-12-28T09:15:02+01:00#sess_x",
                "SESSION#2025-12-28t09:15:02.481z#sess_x",
                "SESSION#000000000000001766912400#sess_x",
                "ANCHOR#2025-12-28T09:15:02.481Z#sess_x"
            })
    void anythingElseIsNoSummaryKey(String sort) {
        assertThat(SummaryKey.parse(HASH, sort)).isEmpty();
    }

    private static String at(Instant instant, String session) {
        return new SummaryKey(HASH, instant, new SessionId(session)).sort();
    }
}
