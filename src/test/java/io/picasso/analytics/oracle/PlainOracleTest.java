package io.picasso.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.oracle.PlainOracle.Row;
import io.picasso.analytics.oracle.PlainOracle.Sent;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.session.SessionFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlainOracleTest {
    private static final Instant START = Instant.parse("2025-12-28T09:15:02.481Z");
    private static final Instant RECEIVED = START.plusSeconds(3_600);

    @Test
    void aConversationWorkedOutByHand() {
        List<Sent> sent = List.of(
                sent("{'session_id':'s','step_number':1,'timestamp':'2025-12-28T09:00:00.000Z',"
                        + "'event':{'type':'MESSAGE_SENT','payload':{'content_preview':'Do you open on Sunday?'}}}"),
                sent("{'session_id':'s','step_number':1,'timestamp':'2025-12-28T10:00:02+01:00',"
                        + "'event':{'type':'MESSAGE_RECEIVED','payload':{'response_time_ms':1100}}}"),
                sent("{'session_id':'s','step_number':'2','client_timestamp':1766912405000,"
                        + "'event_type':'LINK_CLICKED'}"),
                sent("{'session_id':'s','step_number':3.0,'timestamp':'2025-12-28T09:00:09Z',"
                        + "'event':{'type':'FORM_COMPLETED','payload':{'form_id':'contact'}}}"));

        Map<PlainOracle.Key, Row> rows = new PlainOracle(90, text -> text).summaries(sent);

        assertThat(rows)
                .containsExactly(Map.entry(
                        new PlainOracle.Key("de0123456789ab", "s"),
                        new Row(
                                "DEM000001",
                                "s",
                                "2025-12-28T09:00:00.000Z",
                                "2025-12-28T09:00:09.000Z",
                                4,
                                2,
                                1,
                                1,
                                1100,
                                1,
                                Optional.of("Do you open on Sunday?"),
                                Optional.of("form_completed"),
                                Optional.of("contact"),
                                1774688409L)));
    }

    @Test
    void itAgreesWithTheFoldOnEveryRealConversation() {
        List<Sent> sent = new ArrayList<>();
        Map<PlainOracle.Key, Row> folded = new TreeMap<>();
        for (Dialog dialog : TaskmasterDialogs.all()) {
            SessionFold fold = new SessionFold(new Retention(90));
            for (SampleEvent sample : ConversationScript.events(
                    dialog, Core.TENANT, START, ConversationScript.sessionId(dialog, START))) {
                Event event = Core.event(sample.text(), RECEIVED);
                fold.add(event);
                sent.add(Sent.of(
                        Core.TENANT.id(),
                        Core.TENANT.hash(),
                        sample.text(),
                        Optional.of(RECEIVED),
                        event.fingerprint().value()));
            }
            Row row = Core.row(fold.summary().orElseThrow());
            folded.put(new PlainOracle.Key(Core.TENANT.hash(), row.sessionId()), row);
        }

        assertThat(new PlainOracle(90, Core::redacted).summaries(sent)).isEqualTo(folded);
    }

    private static Sent sent(String text) {
        return Sent.of("DEM000001", "de0123456789ab", text.replace('\'', '"'), Optional.of(RECEIVED), "aaaaaaaaaaaa");
    }
}
