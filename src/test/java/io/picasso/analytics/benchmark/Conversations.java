package io.picasso.analytics.benchmark;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.sample.TaskmasterDialogs;
import io.picasso.analytics.tenant.TenantHash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Real conversations as the messages of visitors' sessions. */
final class Conversations {
    static final Tenant TENANT = new Tenant("DEM000001", TenantHash.of("DEM000001"));

    /** Visitors come a minute apart, so that some three of them talk at the same time. */
    static final Duration APART = Duration.ofMinutes(1);

    /** Read when they are wanted: they take some of the heap. */
    private static final class Real {
        static final List<Dialog> DIALOGS = TaskmasterDialogs.all();
    }

    private Conversations() {}

    /**
     * The sessions of so many conversations.
     *
     * @param round makes session ids nobody else has; the conversations are the same in every round
     */
    static List<List<SampleEvent>> sessions(int count, String round) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
        List<List<SampleEvent>> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Dialog dialog = Real.DIALOGS.get(i % Real.DIALOGS.size());
            Instant start = first.plus(APART.multipliedBy(i % Real.DIALOGS.size()));
            SessionId id = new SessionId(ConversationScript.sessionId(dialog, start) + "_" + round + "_" + i);
            sessions.add(ConversationScript.events(dialog, TENANT, start, id));
        }
        return sessions;
    }

    /** All their events in the order of the clock, as a queue would bring them. */
    static List<SampleEvent> interleaved(List<List<SampleEvent>> sessions) {
        return sessions.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(SampleEvent::at))
                .toList();
    }

    static int all() {
        return Real.DIALOGS.size();
    }
}
