package io.picasso.analytics.operation.ttl;

import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.operation.checkup.Checkup;
import io.picasso.analytics.operation.query.SessionQueries;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.tenant.TenantMapping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Verifies that rows expire as they should. Writes a row of its own, and looks after it in later runs. */
public final class TtlVerify {
    /** A time in seconds of a year that far away is one in milliseconds. */
    private static final long MILLISECONDS = 100_000_000_000L;

    /** Rows of one tenant that are looked at. */
    private static final int ROWS = 200;

    private final List<TableDeclaration> declared;
    private final TableControl tables;
    private final TenantRegistry tenants;
    private final SessionRows rows;
    private final Retention retention;
    private final SessionQueries queries;
    private final TtlProbe probe;
    private final Clock clock;

    /**
     * @param declared all tables; those without TTL are passed over
     * @param lake where it is remembered what was written
     */
    public TtlVerify(
            List<TableDeclaration> declared,
            TableControl tables,
            TenantRegistry tenants,
            SessionStore store,
            SessionRows rows,
            Retention retention,
            SessionQueries queries,
            ObjectStore lake,
            JsonParser parser,
            EventFactory factory,
            Clock clock) {
        this.declared = declared.stream()
                .filter(table -> table.ttlAttribute().isPresent())
                .toList();
        this.tables = tables;
        this.tenants = tenants;
        this.rows = rows;
        this.retention = retention;
        this.queries = queries;
        this.probe = new TtlProbe(lake, parser, factory, store, rows, retention.days());
        this.clock = clock;
    }

    /**
     * Makes every check.
     *
     * @param run tells this run from others; letters and digits
     * @param listener told of each result as it is there
     */
    public List<CheckResult> run(String run, BooleanSupplier stop, Consumer<CheckResult> listener) {
        Map<String, Supplier<Measurement>> probes = new HashMap<>();
        probes.put(TtlChecks.ENABLED, this::enabled);
        probes.put(TtlChecks.VALUES, this::values);
        probes.put(TtlChecks.HIDDEN, () -> probe.hidden(queries, run, clock.instant()));
        probes.put(TtlChecks.DELETION, () -> probe.follow(run, clock.instant()));
        Checkup checkup = new Checkup(clock, stop, listener);
        for (Check check : TtlChecks.all()) {
            Supplier<Measurement> measure = probes.get(check.id());
            if (measure == null) {
                throw new IllegalStateException("nobody measures " + check.id());
            }
            checkup.make(check, measure);
        }
        return checkup.results();
    }

    private Measurement enabled() {
        List<String> seen = new ArrayList<>();
        int missing = 0;
        int off = 0;
        int other = 0;
        for (TableDeclaration table : declared) {
            Optional<FoundTable> found = tables.find(table.name());
            if (found.isEmpty()) {
                missing++;
                seen.add("table " + table.name() + " is not there");
            } else if (!found.get().ttl().on()) {
                off++;
                seen.add("TTL of table " + table.name() + " is off");
            } else if (!found.get().ttl().attribute().equals(table.ttlAttribute())) {
                other++;
                seen.add("TTL of table " + table.name() + " goes by "
                        + found.get().ttl().attribute().orElse("nothing"));
            }
        }
        return Measurement.taken(
                        declared.size(),
                        Figure.count("missing", missing),
                        Figure.count("off", off),
                        Figure.count("other_attribute", other))
                .seeing(seen);
    }

    /** A sample of every tenant's rows. */
    private Measurement values() {
        List<String> seen = new ArrayList<>();
        Instant now = clock.instant();
        int all = 0;
        int absent = 0;
        int milliseconds = 0;
        int other = 0;
        for (TenantMapping mapping : tenants.list().tenants()) {
            Iterator<EventRow> found = rows.events(
                    mapping.tenant().hash(),
                    now.minus(Duration.ofDays(retention.days())),
                    now.plus(Duration.ofDays(1)),
                    0);
            for (int i = 0; i < ROWS && found.hasNext(); i++) {
                EventRow row = found.next();
                all++;
                if (row.ttl() == Long.MAX_VALUE) {
                    absent++;
                    seen.add(row.key() + " has no time of expiry");
                } else if (row.ttl() > MILLISECONDS) {
                    milliseconds++;
                    seen.add(row.key() + " expires at " + row.ttl() + ", which is milliseconds");
                } else if (row.ttl() != retention.expiryOf(row.event().occurredAt())) {
                    other++;
                    seen.add(row.key() + " expires at " + row.ttl() + ", not "
                            + retention.expiryOf(row.event().occurredAt()) + ", which is " + retention.days()
                            + " days after it occurred");
                }
            }
        }
        return all == 0
                ? Measurement.untold("there is no row of any tenant that is known")
                : Measurement.taken(
                                all,
                                Figure.count("absent", absent),
                                Figure.count("in_milliseconds", milliseconds),
                                Figure.count("other", other))
                        .seeing(seen.size() > 20 ? seen.subList(0, 20) : seen);
    }
}
