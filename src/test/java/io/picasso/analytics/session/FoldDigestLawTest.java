package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.law.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small fold says of every session what the whole one says. */
class FoldDigestLawTest {
    private static final Retention RETENTION = new Retention(90);

    @Test
    void theDigestOfTheEventsIsThatOfTheirSummaryInWhateverOrder() {
        Cases.forAll(3_000, random -> {
            Map<Fingerprint, Event> distinct = new HashMap<>();
            Happening.session(random)
                    .forEach(happening -> happening
                            .deliveries(random)
                            .forEach(event -> distinct.merge(event.fingerprint(), event, Event::or)));
            List<Event> events = new ArrayList<>(distinct.values());
            Collections.shuffle(events, random);
            FoldDigest digest = new FoldDigest();
            events.forEach(digest::add);

            SessionSummary summary =
                    SessionFold.over(events, RETENTION).summary().orElseThrow();

            assertThat(digest.figures()).isEqualTo(EventDigest.figures(summary));
        });
    }

    @Test
    void theContentOfAnEventSurvivesTheLakeAndOneChangeOfItDoesNot() {
        Cases.forAll(500, random -> {
            Event event = Happening.session(random).get(0).deliveries(random).get(0);
            Event changed = new Event(
                    event.tenant(),
                    event.session(),
                    event.step(),
                    event.type(),
                    Core.object("{\"another\":" + random.nextInt(9) + "}"),
                    event.time(),
                    event.fingerprint(),
                    event.producer());

            assertThat(EventDigest.content(Core.storedAndReplayed(event))).isEqualTo(EventDigest.content(event));
            assertThat(EventDigest.content(changed)).isNotEqualTo(EventDigest.content(event));
        });
    }

    @Test
    void identitiesAreDifferentAndInTheOrderOfTheFingerprints() {
        Cases.forAll(2_000, random -> {
            Event event = Core.event(
                    "{\"session_id\":\"s\",\"tenant_id\":\"de0123456789ab\",\"event_payload\":{\"n\":"
                            + random.nextInt() + "}}",
                    Instant.EPOCH);
            Event other = Core.event(
                    "{\"session_id\":\"t\",\"tenant_id\":\"de0123456789ab\",\"event_payload\":{\"n\":"
                            + random.nextInt() + "}}",
                    Instant.EPOCH);

            assertThat(Integer.signum(Long.compare(
                            EventDigest.identity(event.fingerprint()), EventDigest.identity(other.fingerprint()))))
                    .isEqualTo(Integer.signum(event.fingerprint().compareTo(other.fingerprint())));
        });
    }
}
