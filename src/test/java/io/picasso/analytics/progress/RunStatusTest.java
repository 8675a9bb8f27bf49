package io.picasso.analytics.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    private static final Instant NOW = Instant.parse("2025-12-26T00:00:00Z");

    @Test
    void everythingIsDoneOnlyWhenEveryShardIs() {
        Cases.forAll(5_000, random -> {
            long shards = 1 + random.nextInt(4);
            long done = random.nextInt((int) shards + 1);
            long bytes = random.nextInt(3) == 0 ? 0 : 1_000;
            RunStatus status = status(
                    random.nextInt(100),
                    random.nextInt(100),
                    shards,
                    done,
                    bytes,
                    Math.min(bytes, random.nextInt(1_200)));

            if (done == shards) {
                assertThat(status.share()).isEqualTo(1);
            } else {
                assertThat(status.share()).isBetween(0.0, 0.999);
                status.secondsLeft().ifPresent(seconds -> assertThat(seconds).isPositive());
            }
        });
    }

    @Test
    void whatIsReadAndNotWrittenIsOutstanding() {
        RunStatus status = status(25, 75, 1, 0, 1_000, 1_000);

        assertThat(status.share()).isEqualTo(0.25);
        // Ten a second.
        assertThat(status.secondsLeft()).hasValue(8);
    }

    @Test
    void whatIsNotReadYetIsOutstandingToo() {
        RunStatus status = status(50, 0, 1, 0, 1_000, 500);

        assertThat(status.share()).isEqualTo(0.5);
        assertThat(status.secondsLeft()).hasValue(5);
    }

    private static RunStatus status(long written, long held, long shards, long done, long bytes, long bytesDone) {
        return new RunStatus(
                RunStatus.State.RUNNING,
                NOW,
                NOW,
                new LineCounts(written + held, written + held, 0, 0, 0, 0),
                new WriteCounts(1, written, 0, 2.0 * written),
                shards,
                done,
                bytes,
                bytesDone,
                OptionalDouble.empty(),
                20,
                10,
                0);
    }
}
