package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.WireFormat;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Conversations played as sessions of several tenants within the last day. A few sessions have a clock that is years
 * off, and a few session ids are also used by another tenant.
 */
public final class PlayedCollection {
    /** An event as it will be sent, with what identifies it. */
    public record Played(Tenant tenant, SampleEvent sample, Event event) {
        public String text() {
            return sample.text();
        }
    }

    private static final Instant WRONG_CLOCK = Instant.parse("2019-05-01T08:00:00Z");

    private final Map<String, Played> events = new LinkedHashMap<>();
    private int skewedSessions;
    private int sharedSessions;

    private PlayedCollection() {}

    public static PlayedCollection of(List<Dialog> dialogs, Instant now, Random random) {
        PlayedCollection collection = new PlayedCollection();
        for (Dialog dialog : dialogs) {
            collection.play(dialog, now, random);
        }
        return collection;
    }

    private void play(Dialog dialog, Instant now, Random random) {
        List<Tenant> tenants = IngestEnvironment.TENANTS;
        int which = Math.max(0, random.nextInt(6) - 3);
        Instant start = now.minus(Duration.ofMillis(random.nextInt(12 * 3_600_000) + 3_600_000L));
        if (random.nextInt(40) == 0) {
            start = WRONG_CLOCK;
            skewedSessions++;
        }
        SessionId session = ConversationScript.sessionId(dialog, start);
        play(dialog, tenants.get(which), start, session);
        if (random.nextInt(60) == 0) {
            play(dialog, tenants.get((which + 1) % tenants.size()), start, session);
            sharedSessions++;
        }
    }

    private void play(Dialog dialog, Tenant tenant, Instant start, SessionId session) {
        for (SampleEvent sample : ConversationScript.events(dialog, tenant, start, session)) {
            Event event = Core.accepted(new EventFactory(Redaction.REDACT)
                    .make(Core.accepted(WireFormat.read(sample.wire())), tenant, Instant.now()));
            Played before = events.put(session + "/" + event.fingerprint(), new Played(tenant, sample, event));
            if (before != null) {
                throw new IllegalStateException("two events of one fingerprint: " + sample.text());
            }
        }
    }

    /** The distinct events. */
    public List<Played> events() {
        return new ArrayList<>(events.values());
    }

    int skewedSessions() {
        return skewedSessions;
    }

    int sharedSessions() {
        return sharedSessions;
    }
}
