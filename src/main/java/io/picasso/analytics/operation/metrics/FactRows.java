package io.picasso.analytics.operation.metrics;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.metric.Activity;
import io.picasso.analytics.metric.EventTally;
import io.picasso.analytics.metric.Facts;
import io.picasso.analytics.metric.FieldStop;
import io.picasso.analytics.metric.FieldStops;
import io.picasso.analytics.metric.FormCounts;
import io.picasso.analytics.metric.FormTally;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.metric.QuestionCounts;
import io.picasso.analytics.metric.RecentSession;
import io.picasso.analytics.metric.RecentSessions;
import io.picasso.analytics.metric.SessionSlots;
import io.picasso.analytics.metric.SessionTally;
import io.picasso.analytics.port.Warehouse.Row;
import io.picasso.analytics.session.Counters;
import io.picasso.analytics.session.Outcome;
import io.picasso.analytics.session.SessionFold;
import io.picasso.analytics.session.SessionSummary;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers the rows of {@link MetricStatements} that are about one tenant and one range. */
abstract class FactRows {
    private final String suffix;

    /** @param number the range's number in the statement, from 1 */
    private FactRows(int number) {
        this.suffix = "_" + number;
    }

    /**
     * For rows of a statement.
     *
     * @param tenant whose rows they are
     * @param now the moment at which outcomes are judged
     */
    static FactRows of(Facts.Kind kind, Tenant tenant, MetricRange range, int number, Ask ask, Instant now) {
        return switch (kind) {
            case SLOTS -> new Slots(number, range);
            case QUESTIONS -> new Questions(number);
            case RECENT -> new Recent(number, tenant, range, ask, now);
            case ACTIVITY -> new Periods(number);
            case FORMS -> new Forms(number);
            case FIELDS -> new Fields(number);
        };
    }

    abstract void add(Row row);

    abstract Facts facts();

    /** The number in a column that each range has. */
    final long ofRange(Row row, String column) {
        return number(row, column + suffix);
    }

    private static long number(Row row, String column) {
        return row.number(column).orElse(0L);
    }

    /** The label after the time it is from; the fallback where there is none. */
    final String label(Row row, String fallback) {
        return row.text("label" + suffix)
                .map(text -> text.substring(MetricStatements.TIME_LENGTH))
                .orElse(fallback);
    }

    private static final class Slots extends FactRows {
        private final MetricRange range;
        private final SessionSlots slots = new SessionSlots();

        Slots(int number, MetricRange range) {
            super(number);
            this.range = range;
        }

        @Override
        void add(Row row) {
            row.text("slot")
                    .flatMap(slot -> UtcTime.parse(slot + ":00Z"))
                    .filter(range::has)
                    .ifPresent(time -> slots.add(
                            time,
                            new SessionTally(
                                    number(row, "sessions"),
                                    number(row, "messages"),
                                    number(row, "response_ms"),
                                    number(row, "responses"))));
        }

        @Override
        Facts facts() {
            return slots;
        }
    }

    private static final class Questions extends FactRows {
        private final QuestionCounts questions = new QuestionCounts();
        private boolean any;

        Questions(int number) {
            super(number);
        }

        @Override
        void add(Row row) {
            if (!any) {
                questions.addSessions(ofRange(row, "sessions"));
                any = true;
            }
            long asked = ofRange(row, "asked");
            if (asked > 0) {
                row.text("question").ifPresent(text -> questions.add(text, asked));
            }
        }

        @Override
        Facts facts() {
            return questions;
        }
    }

    private static final class Recent extends FactRows {
        private final Tenant tenant;
        private final MetricRange range;
        private final Ask ask;
        private final Instant now;
        private final List<RecentSession> sessions = new ArrayList<>();
        private long total;

        Recent(int number, Tenant tenant, MetricRange range, Ask ask, Instant now) {
            super(number);
            this.tenant = tenant;
            this.range = range;
            this.ask = ask;
            this.now = now;
        }

        @Override
        void add(Row row) {
            total = ofRange(row, "sessions");
            long place = number(row, "place");
            if (place > ask.offset() && place <= ask.offset() + ask.limit()) {
                session(row)
                        .filter(session -> range.has(session.startedAt()))
                        .ifPresent(session -> sessions.add(new RecentSession(
                                session,
                                row.text("answer").map(SessionFold::preview).orElse(""))));
            }
        }

        private Optional<SessionSummary> session(Row row) {
            Optional<Instant> started = row.text("started").flatMap(UtcTime::parse);
            Optional<Instant> ended = row.text("ended").flatMap(UtcTime::parse);
            return row.text("session_id")
                    .flatMap(SessionId::parse)
                    .filter(id -> started.isPresent() && ended.isPresent())
                    .map(id -> new SessionSummary(
                            tenant,
                            id,
                            started.orElseThrow(),
                            ended.orElseThrow(),
                            // Which side a message is from is not asked for; only their sum is shown.
                            new Counters(
                                    0,
                                    number(row, "messages"),
                                    0,
                                    number(row, "response_ms"),
                                    number(row, "responses")),
                            row.text("question").map(SessionFold::preview),
                            outcome(row),
                            number(row, "form_started") > 0,
                            Optional.empty(),
                            Long.MAX_VALUE));
        }

        /** As {@link SessionFold} decides it: of two clicks the earlier. */
        private static Optional<Outcome> outcome(Row row) {
            if (number(row, "completed") > 0) {
                return Optional.of(Outcome.FORM_COMPLETED);
            }
            Optional<String> link = row.text("link");
            Optional<String> cta = row.text("cta");
            if (link.isPresent() || cta.isPresent()) {
                boolean linkFirst =
                        link.isPresent() && (cta.isEmpty() || link.get().compareTo(cta.get()) < 0);
                return Optional.of(linkFirst ? Outcome.LINK_CLICKED : Outcome.CTA_CLICKED);
            }
            return number(row, "abandoned") > 0 ? Optional.of(Outcome.ABANDONED) : Optional.empty();
        }

        @Override
        Facts facts() {
            return new RecentSessions(total, ask.offset(), sessions, now);
        }
    }

    private static final class Periods extends FactRows {
        private final Map<String, EventTally> types = new HashMap<>();
        private final TreeMap<LocalDate, EventTally> periods = new TreeMap<>();
        private EventTally total = EventTally.ZERO;

        Periods(int number) {
            super(number);
        }

        @Override
        void add(Row row) {
            EventTally tally = new EventTally(ofRange(row, "events"), ofRange(row, "sessions"));
            if (tally.events() == 0) {
                return;
            }
            Optional<String> type = row.text("kind");
            Optional<String> period = row.text("period");
            type.ifPresent(name -> types.put(name, tally));
            period.flatMap(Periods::day).ifPresent(day -> periods.put(day, tally));
            if (type.isEmpty() && period.isEmpty()) {
                total = tally;
            }
        }

        /** Empty for a day that is in no calendar. */
        private static Optional<LocalDate> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        Facts facts() {
            return new Activity(total, types, periods);
        }
    }

    private static final class Forms extends FactRows {
        private final List<FormTally> forms = new ArrayList<>();

        Forms(int number) {
            super(number);
        }

        @Override
        void add(Row row) {
            String form = row.text("form").orElse(FormCounts.UNKNOWN);
            FormTally tally = new FormTally(
                    form,
                    label(row, form),
                    ofRange(row, "views"),
                    ofRange(row, "started"),
                    ofRange(row, "completed"),
                    ofRange(row, "seconds"),
                    ofRange(row, "timed"));
            if (tally.views() + tally.started() + tally.completed() > 0) {
                forms.add(tally);
            }
        }

        @Override
        Facts facts() {
            return new FormCounts(forms);
        }
    }

    private static final class Fields extends FactRows {
        private final List<FieldStop> stops = new ArrayList<>();
        private long total;

        Fields(int number) {
            super(number);
        }

        @Override
        void add(Row row) {
            total = ofRange(row, "sessions");
            long left = ofRange(row, "left");
            if (left > 0) {
                String field = row.text("field").orElse(FormCounts.UNKNOWN);
                stops.add(
                        new FieldStop(field, label(row, field), row.text("form").orElse(FormCounts.UNKNOWN), left));
            }
        }

        @Override
        Facts facts() {
            return new FieldStops(stops, total);
        }
    }
}
