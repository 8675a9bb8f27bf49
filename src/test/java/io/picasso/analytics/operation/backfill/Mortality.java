package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.key.SummaryKey;
import io.picasso.analytics.operation.ingest.PassingSessionStore;
import io.picasso.analytics.port.Journal;
import io.picasso.analytics.port.RejectedRecords;
import io.picasso.analytics.port.RunControl;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import io.picasso.analytics.session.SessionSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The end of a process after so many calls, as by {@code kill -9}: before what the call does, in the midst of it, or
 * after. Nothing gets through afterwards. Some calls take their time, so that others overtake them.
 */
final class Mortality {
    /** The end. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death() {
            super("the process is dead", null, false, false);
        }
    }

    private final Random random;
    private long left;
    private boolean over;

    Mortality(Random random, long calls) {
        this.random = random;
        this.left = calls;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Now. */
    synchronized void end() {
        over = true;
    }

    private synchronized void live() {
        over |= left-- <= 0;
        if (over) {
            throw new Death();
        }
    }

    private synchronized int draw(int bound) {
        return random.nextInt(bound);
    }

    private void linger() {
        if (draw(6) == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(draw(25)));
        }
    }

    SessionStore over(SessionStore store) {
        return new PassingSessionStore(store) {
            @Override
            public Unwritten putEvents(Collection<Event> events) {
                linger();
                live();
                super.putEvents(events.stream().limit((events.size() + 1) / 2).toList());
                live();
                Unwritten unwritten = super.putEvents(events);
                live();
                return unwritten;
            }

            @Override
            public Anchor anchor(Tenant tenant, SessionId session, Instant proposed) {
                linger();
                live();
                Anchor anchor = super.anchor(tenant, session, proposed);
                live();
                return anchor;
            }

            @Override
            public Map<SessionId, Anchor> anchors(Tenant tenant, Map<SessionId, Instant> proposed) {
                linger();
                live();
                Map<SessionId, Anchor> anchors = new HashMap<>(super.anchors(tenant, half(proposed)));
                live();
                Map<SessionId, Instant> rest = new LinkedHashMap<>(proposed);
                rest.keySet().removeAll(half(proposed).keySet());
                anchors.putAll(super.anchors(tenant, rest));
                live();
                return anchors;
            }

            @Override
            public Set<SummaryKey> addSummaries(Map<SummaryKey, SessionSummary> summaries) {
                linger();
                live();
                Set<SummaryKey> refused = new HashSet<>(super.addSummaries(half(summaries)));
                live();
                Map<SummaryKey, SessionSummary> rest = new LinkedHashMap<>(summaries);
                rest.keySet().removeAll(half(summaries).keySet());
                refused.addAll(super.addSummaries(rest));
                live();
                return refused;
            }

            @Override
            public boolean updateSummary(SummaryKey key, Optional<SessionSummary> stored, SessionSummary summary) {
                linger();
                live();
                boolean done = super.updateSummary(key, stored, summary);
                live();
                return done;
            }
        };
    }

    private static <K, V> Map<K, V> half(Map<K, V> all) {
        Map<K, V> half = new LinkedHashMap<>();
        all.entrySet().stream().limit((all.size() + 1) / 2).forEach(one -> half.put(one.getKey(), one.getValue()));
        return half;
    }

    Runs over(Runs runs) {
        return new Runs() {
            @Override
            public OpenRun create(String run) {
                return over(runs.create(run));
            }

            @Override
            public OpenRun open(String run) {
                return over(runs.open(run));
            }

            @Override
            public List<String> list() {
                return runs.list();
            }

            @Override
            public void read(String run, Consumer<JournalEntry> reader) {
                runs.read(run, reader);
            }

            @Override
            public Optional<RunStatus> status(String run) {
                return runs.status(run);
            }

            @Override
            public OptionalLong worker(String run) {
                return runs.worker(run);
            }

            @Override
            public RunWish wish(String run) {
                return runs.wish(run);
            }

            @Override
            public void leave(String run, RunWish wish) {
                runs.leave(run, wish);
            }

            @Override
            public String badRecords(String run) {
                return runs.badRecords(run);
            }
        };
    }

    private Runs.OpenRun over(Runs.OpenRun open) {
        return new Runs.OpenRun() {
            @Override
            public Journal journal() {
                return over(open.journal());
            }

            @Override
            public RejectedRecords bad() {
                return over(open.bad());
            }

            @Override
            public RunControl control() {
                return open.control();
            }

            @Override
            public void close() {
                open.close();
            }
        };
    }

    private Journal over(Journal journal) {
        return new Journal() {
            @Override
            public void append(JournalEntry entry) {
                live();
                journal.append(entry);
                // After the end of a run a death changes nothing.
                if (!(entry instanceof JournalEntry.Ended)) {
                    live();
                }
            }

            @Override
            public void read(Consumer<JournalEntry> reader) {
                journal.read(reader);
            }

            @Override
            public void close() {
                journal.close();
            }
        };
    }

    private RejectedRecords over(RejectedRecords bad) {
        return new RejectedRecords() {
            @Override
            public void append(List<String> lines) {
                live();
                // A part of it is there, the last line torn.
                if (draw(4) == 0) {
                    bad.append(lines.subList(0, lines.size() / 2));
                    bad.append(List.of(lines.get(lines.size() / 2).substring(0, 5)));
                    synchronized (Mortality.this) {
                        over = true;
                    }
                }
                live();
                bad.append(lines);
                live();
            }

            @Override
            public long length() {
                return bad.length();
            }

            @Override
            public void truncate(long length) {
                bad.truncate(length);
            }

            @Override
            public String name() {
                return bad.name();
            }

            @Override
            public void close() {
                bad.close();
            }
        };
    }
}
