package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.session.Presence;
import io.picasso.analytics.session.SessionRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of a tenant that began in a range.
 *
 * @param sessions newest first; those that agree are left out beyond {@link Accounts#MOST_ROWS}
 * @param left how many were left out
 * @param summaries sums over the summary rows
 * @param table sums over the table's events
 * @param lake sums over the lake's events within the retention
 * @param presence how many events are where
 * @param unassigned rejected input of the tenant whose session cannot be told
 * @param unreadable lines of these days in the tenant's lake that are no events
 * @param readAt the moment at which expiry was judged
 */
public record AccountedRange(
        Tenant tenant,
        SessionRange range,
        List<Row> sessions,
        long left,
        Sums summaries,
        Sums table,
        Sums lake,
        Map<Presence, Long> presence,
        long quarantined,
        List<Quarantined> unassigned,
        long unreadable,
        Instant readAt) {
    /** What is counted over many sessions. */
    public record Sums(long conversations, long events, long userMessages, long botMessages) {
        public static final Sums ZERO = new Sums(0, 0, 0, 0);

        public long messages() {
            return userMessages + botMessages;
        }

        Sums plus(Sums other) {
            return new Sums(
                    conversations + other.conversations,
                    events + other.events,
                    userMessages + other.userMessages,
                    botMessages + other.botMessages);
        }
    }

    /**
     * A session of the range.
     *
     * @param startedAt by the summary, else by the first event; empty for a session that only lies in quarantine
     * @param reasons what does not agree; none where everything is accounted for
     */
    public record Row(
            SessionId session,
            Optional<Instant> startedAt,
            Sums summary,
            Sums table,
            Sums lake,
            int quarantined,
            List<String> reasons) {
        public Row {
            reasons = List.copyOf(reasons);
        }
    }

    public AccountedRange {
        sessions = List.copyOf(sessions);
        unassigned = List.copyOf(unassigned);
    }

    /** The sessions whose numbers do not agree. */
    public List<Row> disagreeing() {
        return sessions.stream().filter(row -> !row.reasons().isEmpty()).toList();
    }

    /** Whether every number is accounted for. */
    public boolean isAccounted() {
        return disagreeing().isEmpty() && unassigned.isEmpty();
    }
}
