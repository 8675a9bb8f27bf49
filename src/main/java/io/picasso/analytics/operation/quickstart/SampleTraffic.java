package io.picasso.analytics.operation.quickstart;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sample conversations as the queue would see them: out of order, and some events more than once. The same conversations
 * on the same day give the same events, so that sending them again must change no count.
 */
public final class SampleTraffic {
    private static final long SEED = 20_251_226L;
    private static final Duration BETWEEN_SESSIONS = Duration.ofMinutes(37);

    /**
     * What was said in a session, counted from the conversation itself.
     *
     * @param events distinct events
     * @param sent messages of the visitor
     * @param received messages of the bot
     */
    public record Expected(int events, int sent, int received) {}

    private final Map<SessionId, Expected> expected = new LinkedHashMap<>();
    private final List<SourceLine> deliveries = new ArrayList<>();
    private int distinct;

    /**
     * Plays conversations, the last of them yesterday.
     *
     * @param now decides on the day; not on anything else
     */
    public SampleTraffic(List<Dialog> dialogs, Tenant tenant, Instant now) {
        Instant start = now.truncatedTo(ChronoUnit.DAYS).minus(BETWEEN_SESSIONS.multipliedBy(dialogs.size()));
        Random random = new Random(SEED);
        for (Dialog dialog : dialogs) {
            SessionId session = ConversationScript.sessionId(dialog, start);
            List<SampleEvent> events = ConversationScript.events(dialog, tenant, start, session);
            expected.put(session, count(events));
            distinct += events.size();
            for (SampleEvent event : events) {
                for (int copies = random.nextInt(4) == 0 ? 2 : 1; copies > 0; copies--) {
                    deliveries.add(line(event));
                }
            }
            start = start.plus(BETWEEN_SESSIONS);
        }
        Collections.shuffle(deliveries, random);
    }

    /** The deliveries, in the order in which they are sent. */
    public List<SourceLine> deliveries() {
        return deliveries;
    }

    /** How many distinct events there are among the deliveries. */
    public int distinctEvents() {
        return distinct;
    }

    /** What each session must come to; in the order of the conversations. */
    public Map<SessionId, Expected> expected() {
        return expected;
    }

    private SourceLine line(SampleEvent event) {
        byte[] text = JsonText.compact(event.wire()).getBytes(StandardCharsets.UTF_8);
        return new SourceLine("sample conversations", deliveries.size() + 1L, 0, text);
    }

    private static Expected count(List<SampleEvent> events) {
        return new Expected(
                events.size(),
                (int) events.stream()
                        .filter(e -> e.type().equals(EventType.MESSAGE_SENT))
                        .count(),
                (int) events.stream()
                        .filter(e -> e.type().equals(EventType.MESSAGE_RECEIVED))
                        .count());
    }
}
