package io.picasso.analytics.metric;

/** What a metric is computed from: facts about a tenant's sessions or events, gathered one by one or by a query. */
public sealed interface Facts permits SessionSlots, QuestionCounts, RecentSessions, Activity, FormCounts, FieldStops {
    /** The kinds of facts. */
    enum Kind {
        /** {@link SessionSlots} */
        SLOTS,
        /** {@link QuestionCounts} */
        QUESTIONS,
        /** {@link RecentSessions} */
        RECENT,
        /** {@link Activity} */
        ACTIVITY,
        /** {@link FormCounts} */
        FORMS,
        /** {@link FieldStops} */
        FIELDS;

        /** Whether they are about whole sessions, by when they began; else they are about events, by when they occurred. */
        public boolean ofSessions() {
            return this == SLOTS || this == QUESTIONS || this == RECENT;
        }
    }
}
