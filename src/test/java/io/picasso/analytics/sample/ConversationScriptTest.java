package io.picasso.analytics.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.sample.SampleEvent.Form;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationScriptTest {
    private static final Tenant TENANT = new Tenant("DEM000001", "de0123456789ab");
    private static final Instant START = Instant.parse("2025-12-28T09:15:02.481Z");
    private static final EventFactory FACTORY = new EventFactory(Redaction.REDACT);

    @Test
    void twentyConversationsComeWithTheProgram() {
        assertThat(SampleConversations.load(new JacksonParser())).hasSize(20);
    }

    @Test
    void theSamplesShowEveryOutcomeAndALongSession() {
        TreeMap<Outcome, Integer> outcomes = new TreeMap<>();
        int longest = 0;
        for (Dialog dialog : SampleConversations.load(new JacksonParser())) {
            SessionSummary summary = summary(dialog);
            outcomes.merge(summary.outcomeAt(summary.endedAt().plusSeconds(3_600)), 1, Integer::sum);
            longest = (int) Math.max(longest, summary.counters().events());
        }
        assertThat(outcomes).containsOnlyKeys(Outcome.values());
        assertThat(longest).isGreaterThanOrEqualTo(10);
    }

    @Test
    void theFirstSampleIsAWholeOrderOfMoreThanTenEvents() {
        SessionSummary summary =
                summary(SampleConversations.load(new JacksonParser()).get(0));

        assertThat(summary.counters().events()).isGreaterThan(10);
        assertThat(summary.settledOutcome()).contains(Outcome.FORM_COMPLETED);
    }

    @Test
    void theSameConversationGivesTheSameEvents() {
        for (Dialog dialog : SampleConversations.load(new JacksonParser())) {
            assertThat(texts(dialog)).isEqualTo(texts(dialog));
        }
    }

    @Test
    void aQuestionAndItsAnswerShareAStepAndNothingElseDoes() {
        for (Dialog dialog : TaskmasterDialogs.all()) {
            List<SampleEvent> events = events(dialog);
            for (int i = 1; i < events.size(); i++) {
                boolean answer = events.get(i).type().equals(EventType.MESSAGE_RECEIVED);
                assertThat(events.get(i).step() - events.get(i - 1).step()).isEqualTo(answer ? 0 : 1);
            }
        }
    }

    @Test
    void everyEventOfEveryConversationIsValidAndItsOwn() {
        Set<String> sessions = new HashSet<>();
        Set<String> fingerprints = new HashSet<>();
        int count = 0;
        for (Dialog dialog : TaskmasterDialogs.all()) {
            sessions.add(ConversationScript.sessionId(dialog, START).value());
            for (SampleEvent sample : events(dialog)) {
                Event event = accept(sample);
                assertThat(event.occurredAt()).isEqualTo(sample.at());
                assertThat(event.step()).isEqualTo(sample.step());
                assertThat(event.type()).isEqualTo(sample.type());
                fingerprints.add(event.fingerprint().value());
                count++;
            }
        }
        assertThat(sessions).hasSize(3_710).allMatch(id -> id.matches("sess_[0-9a-z]{8}_[0-9a-z]{6}"));
        assertThat(fingerprints).hasSize(count);
    }

    @Test
    void theClockNeverGoesBack() {
        for (Dialog dialog : TaskmasterDialogs.all()) {
            assertThat(events(dialog).stream().map(SampleEvent::at)).isSorted();
        }
    }

    @Test
    void bothWireFormatsAndAllFormsOfTimesOccur() {
        List<SampleEvent> all = TaskmasterDialogs.all().stream()
                .flatMap(dialog -> events(dialog).stream())
                .toList();

        assertThat(all.stream().filter(e -> e.form() == Form.FRONTEND).count())
                .isBetween(all.size() * 4L / 10, all.size() * 6L / 10);
        Stream<String> times = all.stream()
                .map(e -> e.form() == Form.FRONTEND
                        ? e.wire().get("timestamp")
                        : e.wire().get("client_timestamp"))
                .map(time -> time.orElseThrow())
                .map(time -> time instanceof JsonString s ? s.value() : ((JsonNumber) time).text());
        assertThat(times.map(ConversationScriptTest::form).distinct())
                .containsExactlyInAnyOrder("milliseconds", "no fraction", "offset", "epoch");
    }

    @Test
    void theFrontendFormHoldsTheHashWhereTheIdBelongs() {
        for (SampleEvent event :
                events(SampleConversations.load(new JacksonParser()).get(0))) {
            boolean frontend = event.form() == Form.FRONTEND;
            assertThat(event.wire().text("tenant_id")).contains(frontend ? TENANT.hash() : TENANT.id());
            assertThat(event.wire().text("tenant_hash").isPresent()).isEqualTo(!frontend);
        }
    }

    @Test
    void aLineThatIsNoConversationIsNamed() {
        assertThatThrownBy(() -> Dialogs.read(new JacksonParser(), List.of("", "{\"scenario\":1}")))
                .hasMessageContaining("line 2");
    }

    private static List<SampleEvent> events(Dialog dialog) {
        return ConversationScript.events(dialog, TENANT, START, ConversationScript.sessionId(dialog, START));
    }

    private static List<String> texts(Dialog dialog) {
        return events(dialog).stream().map(SampleEvent::text).toList();
    }

    private static SessionSummary summary(Dialog dialog) {
        return SessionFold.over(
                        events(dialog).stream()
                                .map(ConversationScriptTest::accept)
                                .toList(),
                        new Retention(90))
                .summary()
                .orElseThrow();
    }

    private static Event accept(SampleEvent sample) {
        var draft = (Reading.Accepted<io.picasso.analytics.event.Draft>) WireFormat.read(sample.wire());
        return ((Reading.Accepted<Event>) FACTORY.make(draft.value(), TENANT, START.plusSeconds(60))).value();
    }

    private static String form(String time) {
        if (time.matches("\\d+")) {
            return "epoch";
        }
        if (time.equals(UtcTime.parse(time).map(UtcTime::format).orElse(""))) {
            return "milliseconds";
        }
        return time.endsWith("Z") ? "no fraction" : "offset";
    }
}
