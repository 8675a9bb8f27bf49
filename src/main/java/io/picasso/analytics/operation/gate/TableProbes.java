package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.SessionStore.StoredSummary;
import io.picasso.analytics.port.SessionStore.SummaryRange;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.FoundIndex;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.IndexDeclaration;
import io.picasso.analytics.resource.KeyAttribute;
import io.picasso.analytics.resource.KeySchema;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.session.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Phase 1: what the tables are, and whether they do what they are for. */
final class TableProbes extends Probes {
    private static final Duration INDEXED = Duration.ofSeconds(10);
    private static final Duration RANGE = Duration.ofHours(4);
    private static final int PAGE = 2;

    private final List<ProbeSession> inRange = new ArrayList<>();
    private final List<ProbeSession> outside = new ArrayList<>();

    TableProbes(GateTarget target, ProbeSessions sessions, BooleanSupplier stop) {
        super(target, sessions, stop);
    }

    @Override
    Map<String, Probe> all() {
        return Map.of(
                "1.active", this::active,
                "1.keys", this::keys,
                "1.index", this::index,
                "1.ttl", this::ttl,
                "1.write_read", this::writeRead,
                "1.index_query", this::indexQuery,
                "1.range_query", this::rangeQuery);
    }

    private List<TableDeclaration> declared() {
        return List.of(target.eventsTable(), target.summariesTable());
    }

    private Optional<FoundTable> find(TableDeclaration table) {
        return target.tableControl().find(table.name());
    }

    private FoundTable found(TableDeclaration table) {
        return find(table).orElseThrow(() -> new IllegalStateException(table.name() + " has gone"));
    }

    private Measurement active() {
        List<String> seen = new ArrayList<>();
        int active = 0;
        for (TableDeclaration table : declared()) {
            Optional<FoundTable> found = find(table);
            String trouble = found.map(there -> there.status().equals(FoundTable.ACTIVE)
                                    && there.indexes().stream()
                                            .allMatch(index -> index.status().equals(FoundTable.ACTIVE))
                            ? ""
                            : there.pending())
                    .orElse("is not there");
            if (trouble.isEmpty()) {
                active++;
            } else {
                seen.add(table.name() + ": " + trouble);
            }
        }
        return taken(declared().size(), seen, count("active", active));
    }

    private Measurement keys() {
        List<String> seen = new ArrayList<>();
        int wrong = 0;
        for (TableDeclaration table : declared()) {
            wrong += differing(table.name(), table.keys(), found(table).keys(), seen);
        }
        return taken(2 * declared().size(), seen, count("wrong_keys", wrong));
    }

    private static int differing(String name, KeySchema declared, KeySchema found, List<String> seen) {
        List<KeyAttribute> shall = declared.attributes().toList();
        List<KeyAttribute> is = found.attributes().toList();
        int wrong = 0;
        for (int i = 0; i < Math.max(shall.size(), is.size()); i++) {
            String wanted = i < shall.size() ? shall.get(i).toString() : Detail.NONE;
            String there = i < is.size() ? is.get(i).toString() : Detail.NONE;
            if (!wanted.equals(there)) {
                wrong++;
                seen.add(name + ": key " + there + ", has to be " + wanted);
            }
        }
        return wrong;
    }

    private Measurement index() {
        List<String> seen = new ArrayList<>();
        int ready = 0;
        int wrong = 0;
        FoundTable events = found(target.eventsTable());
        for (IndexDeclaration index : target.eventsTable().indexes()) {
            Optional<FoundIndex> found = events.index(index.name());
            if (found.isEmpty()) {
                seen.add("index " + index.name() + " is not there");
                continue;
            }
            ready += found.get().status().equals(FoundTable.ACTIVE) ? 1 : 0;
            wrong +=
                    differing("index " + index.name(), index.keys(), found.get().keys(), seen);
            if (!found.get().projection().equals(IndexDeclaration.PROJECTION)) {
                wrong++;
                seen.add("index " + index.name() + " projects " + found.get().projection());
            }
        }
        List<FoundIndex> needless = found(target.summariesTable()).indexes();
        needless.forEach(one -> seen.add("index " + one.name() + " on the summaries is needless"));
        return taken(
                declared().size(),
                seen,
                count("ready", ready),
                count("wrong_keys", wrong),
                count("needless", needless.size()));
    }

    private Measurement ttl() {
        List<String> seen = new ArrayList<>();
        int expiring = 0;
        for (TableDeclaration table : declared()) {
            FoundTable found = found(table);
            if (found.ttl().on() && found.ttl().attribute().equals(table.ttlAttribute())) {
                expiring++;
            } else {
                seen.add(table.name() + ": TTL " + found.ttl().status()
                        + found.ttl().attribute().map(name -> " by " + name).orElse(""));
            }
        }
        return taken(declared().size(), seen, count("expiring", expiring));
    }

    private Measurement writeRead() {
        for (int hours = 1; hours <= 3; hours++) {
            inRange.add(sessions.of(ProbeSessions.OURS, 2, ago(Duration.ofHours(hours))));
        }
        outside.add(sessions.of(ProbeSessions.OURS, 2, ago(Duration.ofDays(10))));
        List<Event> events = written().flatMap(probe -> probe.events().stream()).toList();
        SessionStore store = target.store();
        SessionStore.Unwritten unwritten = store.putEvents(events);
        int eventsLost = 0;
        int summariesLost = 0;
        int changed = 0;
        List<String> seen = new ArrayList<>();
        unwritten
                .why()
                .ifPresent(why ->
                        seen.add(why.what() + why.why().map(more -> ": " + more).orElse("")));
        for (ProbeSession probe : written().toList()) {
            EventLook look = table(probe);
            eventsLost += look.missing();
            changed += look.changed();
            seen.addAll(look.seen());
            SessionSummary summary = folded(probe);
            Instant anchor = store.anchor(probe.tenant(), probe.session(), summary.startedAt())
                    .at();
            store.updateSummary(Sweep.key(probe, anchor), Optional.empty(), summary);
            Optional<SessionSummary> read = store.summary(Sweep.key(probe, anchor));
            summariesLost += read.isEmpty() ? 1 : 0;
            List<String> differences = read.map(row -> differences(probe, row)).orElse(List.of());
            changed += differences.size();
            seen.addAll(differences);
        }
        return taken(
                events.size() + inRange.size() + outside.size(),
                seen,
                count("events_lost", eventsLost),
                count("summaries_lost", summariesLost),
                count("changed", changed));
    }

    private Stream<ProbeSession> written() {
        return Stream.concat(inRange.stream(), outside.stream());
    }

    private Measurement indexQuery() {
        List<Event> expected =
                written().flatMap(probe -> probe.events().stream()).toList();
        List<Event> found = new ArrayList<>();
        target.pause().until(INDEXED, stop, () -> {
            found.clear();
            Iterator<io.picasso.analytics.port.SessionRows.EventRow> rows = target.rows()
                    .events(
                            ProbeSessions.OURS.hash(),
                            ago(Duration.ofDays(11)),
                            target.clock().instant().plusSeconds(60),
                            0);
            rows.forEachRemaining(row -> found.add(row.event()));
            return EventLook.of(expected, found).complete();
        });
        EventLook look = EventLook.of(expected, found);
        return taken(expected.size(), look.seen(), count("missing", look.missing()), count("foreign", look.foreign()));
    }

    private Measurement rangeQuery() {
        Instant now = target.clock().instant();
        List<StoredSummary> found = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            var page = target.store()
                    .summaries(new SummaryRange(ProbeSessions.OURS.hash(), now.minus(RANGE), now, before), PAGE);
            found.addAll(page.summaries());
            before = page.next();
        } while (before.isPresent());
        Set<String> there = new HashSet<>();
        int disorder = 0;
        for (int i = 0; i < found.size(); i++) {
            there.add(found.get(i).key().session().value());
            if (i > 0
                    && found.get(i)
                                    .key()
                                    .sort()
                                    .compareTo(found.get(i - 1).key().sort())
                            >= 0) {
                disorder++;
            }
        }
        long missing = inRange.stream()
                .filter(probe -> !there.contains(probe.session().value()))
                .count();
        long wrong = found.size() - (inRange.size() - missing);
        return taken(
                inRange.size() + outside.size(),
                List.of(),
                count("missing", missing),
                count("outside", wrong),
                count("disorder", disorder));
    }
}
