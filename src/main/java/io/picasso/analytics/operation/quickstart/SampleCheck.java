package io.picasso.analytics.operation.quickstart;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.quickstart.SampleTraffic.Expected;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables say about the sample sessions, beside what was put in.
 *
 * @param sessions how many sessions were looked at
 * @param sentIn what was put in, all sessions together
 * @param inEvents distinct rows of the events table
 * @param inSummaries the counters of the summaries, all together
 * @param differences a line for each session that does not agree
 */
public record SampleCheck(
        int sessions, Expected sentIn, long inEvents, Counters inSummaries, List<String> differences) {
    /** Reads every session back and compares. */
    public static SampleCheck of(SessionStore store, Tenant tenant, Map<SessionId, Expected> expected) {
        Expected sentIn = new Expected(0, 0, 0);
        long inEvents = 0;
        Counters inSummaries = Counters.ZERO;
        List<String> differences = new ArrayList<>();
        for (Map.Entry<SessionId, Expected> session : expected.entrySet()) {
            Expected wanted = session.getValue();
            long rows = store.events(tenant.hash(), session.getKey()).size();
            Counters counted = store.summaryOf(tenant.hash(), session.getKey(), Optional.empty())
                    .map(SessionSummary::counters)
                    .orElse(Counters.ZERO);
            sentIn = new Expected(
                    sentIn.events() + wanted.events(),
                    sentIn.sent() + wanted.sent(),
                    sentIn.received() + wanted.received());
            inEvents += rows;
            inSummaries = inSummaries.plus(counted);
            boolean agrees = rows == wanted.events()
                    && counted.events() == wanted.events()
                    && counted.userMessages() == wanted.sent()
                    && counted.botMessages() == wanted.received();
            if (!agrees) {
                differences.add("session " + session.getKey() + ": sent " + wanted.events() + " events, "
                        + wanted.sent() + " questions, " + wanted.received() + " answers; the tables have " + rows
                        + " events, a summary of " + counted.events() + ", " + counted.userMessages() + ", "
                        + counted.botMessages());
            }
        }
        return new SampleCheck(expected.size(), sentIn, inEvents, inSummaries, differences);
    }

    /** Whether everything that was put in is there, and nothing else. */
    public boolean agrees() {
        return differences.isEmpty() && sessions > 0;
    }
}
