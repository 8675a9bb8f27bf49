package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.law.Happening;
import io.picasso.analytics.oracle.PlainOracle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionFoldLawTest {
    private static final Retention RETENTION = new Retention(90);
    private static final int CASES = 2_000;

    @Test
    void orderAndRepeatsChangeNothing() {
        Cases.forAll(CASES, random -> {
            List<Event> deliveries = deliveries(random);
            SessionFold expected = SessionFold.over(deliveries, RETENTION);

            List<Event> repeated = new ArrayList<>(deliveries);
            deliveries.stream().filter(event -> random.nextBoolean()).forEach(repeated::add);
            Collections.shuffle(repeated, random);

            assertSame(SessionFold.over(repeated, RETENTION), expected);
        });
    }

    @Test
    void batchesMergedInAnyGroupingAreOneBatch() {
        Cases.forAll(CASES, random -> {
            List<Event> deliveries = deliveries(random);
            SessionFold expected = SessionFold.over(deliveries, RETENTION);

            List<SessionFold> parts = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                parts.add(new SessionFold(RETENTION));
            }
            for (Event event : deliveries) {
                for (int copies = random.nextInt(2); copies >= 0; copies--) {
                    parts.get(random.nextInt(parts.size())).add(event);
                }
            }
            while (parts.size() > 1) {
                SessionFold right = parts.remove(random.nextInt(parts.size()));
                parts.get(random.nextInt(parts.size())).merge(right);
            }

            assertSame(parts.get(0), expected);
        });
    }

    @Test
    void mergingAFoldWithItselfOrWithNothingChangesNothing() {
        Cases.forAll(CASES / 10, random -> {
            List<Event> deliveries = deliveries(random);
            SessionFold fold = SessionFold.over(deliveries, RETENTION);
            fold.merge(SessionFold.over(deliveries, RETENTION));
            fold.merge(new SessionFold(RETENTION));

            assertSame(fold, SessionFold.over(deliveries, RETENTION));
        });
    }

    @Test
    void twoDeliveriesAreChosenBetweenAlikeInEitherOrder() {
        Cases.forAll(CASES, random -> {
            List<Event> deliveries = Happening.session(random).get(0).deliveries(random);
            Event one = deliveries.get(random.nextInt(deliveries.size()));
            Event other = deliveries.get(random.nextInt(deliveries.size()));

            assertThat(one.or(other)).isEqualTo(other.or(one));
        });
    }

    @Test
    void aPlainSecondComputationComesToTheSame() {
        Cases.forAll(CASES, random -> {
            List<Happening> happenings = Happening.session(random);
            List<Event> deliveries = new ArrayList<>();
            happenings.forEach(happening -> deliveries.addAll(happening.deliveries(random)));
            Collections.shuffle(deliveries, random);

            PlainOracle.Row folded =
                    Core.row(SessionFold.over(deliveries, RETENTION).summary().orElseThrow());

            assertThat(new PlainOracle(90, Core::redacted)
                            .summaries(happenings.stream()
                                    .map(happening -> happening.sent(random))
                                    .toList())
                            .values())
                    .containsExactly(folded);
        });
    }

    private static List<Event> deliveries(Random random) {
        List<Event> deliveries = new ArrayList<>();
        Happening.session(random).forEach(happening -> deliveries.addAll(happening.deliveries(random)));
        return deliveries;
    }

    private static void assertSame(SessionFold fold, SessionFold expected) {
        assertThat(fold.summary()).isEqualTo(expected.summary());
        // One by one, so that a difference shows itself and not both timelines.
        assertThat(fold.timeline()).hasSameSizeAs(expected.timeline());
        for (int i = 0; i < expected.timeline().size(); i++) {
            assertThat(fold.timeline().get(i)).isEqualTo(expected.timeline().get(i));
        }
    }
}
