package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import java.util.Locale;

/**
 * A place where lake and tables do not say the same.
 *
 * @param tenant whose session it is
 * @param subject the sort key of the row that is meant, or that should be there
 * @param detail what is wrong, in words
 * @param mendable whether {@code --repair} may mend it
 */
public record Difference(Kind kind, Tenant tenant, SessionId session, String subject, String detail, boolean mendable) {
    /** What can be wrong, and what mending it does. */
    public enum Kind {
        EVENT_MISSING("in the lake, not in the table", false),
        EVENT_EXTRA("in the table, not in the lake", true),
        EVENT_DIFFERS("a row that does not say what the lake says", false),
        EVENT_OF_WRONG_TENANT("a row that names another tenant", false),
        LEGACY_ROW("a bare row of the system before this one", false),
        SUMMARY_MISSING("events without a summary", false),
        SUMMARY_DIFFERS("a summary that is not the fold", false),
        SUMMARY_WITHOUT_EVENTS("a summary without events", true),
        SUMMARY_SECOND("a second summary of a session", true),
        ANCHOR_MISSING("a summary whose time is not fixed", false),
        ANCHOR_DIFFERS("an anchor at another time than the summary", false),
        ANCHOR_ALONE("an anchor without events and summary", true);

        private final String words;
        private final boolean deletes;

        Kind(String words, boolean deletes) {
            this.words = words;
            this.deletes = deletes;
        }

        /** The name in answers. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** In a few words. */
        public String words() {
            return words;
        }

        /** Whether mending it removes something that no other row says. */
        public boolean deletes() {
            return deletes;
        }
    }

    Difference(Kind kind, Tenant tenant, SessionId session, String subject, String detail) {
        this(kind, tenant, session, subject, detail, true);
    }
}
