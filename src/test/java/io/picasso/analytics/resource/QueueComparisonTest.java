package io.picasso.analytics.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import io.picasso.analytics.resource.ResourceChange.AlterQueue;
import io.picasso.analytics.resource.ResourceChange.CreateQueue;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueComparisonTest {
    private static final Duration VISIBILITY = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofDays(14);
    private static final Optional<Redrive> REDRIVE = Optional.of(new Redrive("failed", 3));
    private static final QueueDeclaration WANTED = new QueueDeclaration("events", VISIBILITY, RETENTION, REDRIVE);

    @Test
    void whatIsNotThereIsCreated() {
        assertThat(QueueComparison.compare(WANTED, Optional.empty()).changes())
                .containsExactly(new CreateQueue(WANTED));
    }

    @Test
    void whatIsAsDeclaredIsTheSame() {
        assertThat(compare(VISIBILITY, Optional.of(RETENTION), REDRIVE).verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void allOtherAttributesAreSetInOneChange() {
        Difference difference = compare(Duration.ofSeconds(30), Optional.of(Duration.ofDays(1)), Optional.empty());

        assertThat(difference.changes()).containsExactly(new AlterQueue(WANTED));
        assertThat(difference.details())
                .extracting(Detail::toString)
                .containsExactly(
                        "visibility: 30 s → 300 s", "retention: 1 d → 14 d", "redrive: none → failed after 3 receives");
    }

    @Test
    void anotherReceiveCountIsAltered() {
        assertThat(compare(VISIBILITY, Optional.of(RETENTION), Optional.of(new Redrive("failed", 5)))
                        .verdict())
                .isEqualTo(Verdict.ALTER);
    }

    @Test
    void anotherDeadLetterQueueIsAConflict() {
        assertThat(compare(VISIBILITY, Optional.of(RETENTION), Optional.of(new Redrive("theirs", 3)))
                        .verdict())
                .isEqualTo(Verdict.CONFLICT);
    }

    @Test
    void anEngineThatDoesNotSayItsRetentionIsNoted() {
        Difference difference = compare(VISIBILITY, Optional.empty(), REDRIVE);

        assertThat(difference.verdict()).isEqualTo(Verdict.SAME);
        assertThat(difference.notes()).hasSize(1);
    }

    private static Difference compare(Duration visibility, Optional<Duration> retention, Optional<Redrive> redrive) {
        return QueueComparison.compare(
                WANTED, Optional.of(new FoundQueue("events", visibility, retention, redrive, 0, 0, 0)));
    }
}
