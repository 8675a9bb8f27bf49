package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.key.QuarantineKey;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.operation.verify.LakeFolder.Item;
import io.picasso.analytics.operation.verify.LakeFolder.Part;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.session.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Compares the lake with the session tables and mends the tables. Comparing changes nothing. An instance is for one run
 * and what is to be mended after it.
 */
public final class Verify implements AutoCloseable {
    /** Told which of how many tenants is being compared. */
    @FunctionalInterface
    public interface Position {
        void tenant(int number, int of);
    }

    /** Sessions that are remembered for mending; where more are wrong, mending is done in rounds. */
    private static final int MOST_WRONG = 100_000;

    /** Sessions mended side by side and looked at again. */
    private static final int ROUND = 500;

    /** Objects of a day read at once. */
    private static final int OBJECTS_AHEAD = 4;

    private final ObjectStore store;
    private final JsonParser parser;
    private final LakeFolder folder;
    private final SessionRows rows;
    private final SessionStore tables;
    private final Retention retention;
    private final int lakeDays;
    private final Clock clock;
    private final ExecutorService readers;
    private final ExecutorService lookers;
    private final BooleanSupplier stop;
    private final IntConsumer progress;
    private final Set<Suspect> wrong = new LinkedHashSet<>();
    private final Set<String> hashes = new TreeSet<>();
    private Optional<Strays> strays = Optional.empty();

    /**
     * @param lakeDays how many days the lake keeps its objects
     * @param readers read the lake while everything is gone over; bounded, and used by nobody else
     * @param lookers read sessions exactly; bounded, and used by nobody else
     * @param stop asked again and again; true ends the work
     * @param progress told how many more events were read
     */
    public Verify(
            ObjectStore store,
            JsonParser parser,
            LakeReader reader,
            SessionRows rows,
            SessionStore tables,
            Retention retention,
            int lakeDays,
            Clock clock,
            ExecutorService readers,
            ExecutorService lookers,
            BooleanSupplier stop,
            IntConsumer progress) {
        this.store = store;
        this.parser = parser;
        this.folder = new LakeFolder(store, reader);
        this.rows = rows;
        this.tables = tables;
        this.retention = retention;
        this.lakeDays = lakeDays;
        this.clock = clock;
        this.readers = readers;
        this.lookers = lookers;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Compares. Safe beside live traffic, which it neither disturbs nor takes for a fault.
     *
     * @param known the tenants of the environment. They are compared, and whoever else has a folder in the lake, unless
     *     one tenant is asked for; a row under another tenant is told from a mere wrong one by them
     * @throws Failure when lake or tables fail, RESOURCE_MISSING when a table is not there, INTERRUPTED when stopped
     */
    public VerifyReport run(VerifyRequest request, Collection<Tenant> known) {
        return run(request, known, (number, of) -> {});
    }

    /**
     * {@link #run(VerifyRequest, Collection)}, and says where it is.
     *
     * @param begun told of each tenant, the first with 1, and of how many there are as far as is known
     */
    public VerifyReport run(VerifyRequest request, Collection<Tenant> known, Position begun) {
        Tally tally = new Tally();
        wrong.clear();
        hashes.clear();
        known.forEach(tenant -> hashes.add(tenant.hash()));
        Deque<Tenant> waiting = new ArrayDeque<>(request.tenant().map(List::of).orElseGet(() -> tenants(known)));
        Set<String> folders = new TreeSet<>();
        Set<Tenant> done = new HashSet<>();
        while (!waiting.isEmpty()) {
            Tenant tenant = waiting.remove();
            if (done.add(tenant)) {
                hashes.add(tenant.hash());
                begun.tenant(done.size(), done.size() + waiting.size());
                boolean first = folders.add(tenant.id());
                tally.tenants += first ? 1 : 0;
                new TenantPass(
                                tenant,
                                first,
                                request,
                                rules(request, Deferred.NOTHING),
                                rows,
                                folder,
                                readers,
                                tally,
                                suspects(request, tally),
                                this::read)
                        .run()
                        .forEach(hash -> waiting.add(new Tenant(tenant.id(), hash)));
            }
        }
        tally.quarantined = quarantined(request);
        strays = request.wholeTable()
                ? Optional.of(Strays.search(rows, rules(request, Deferred.NOTHING), this::read))
                : Optional.empty();
        return tally.report(request, strays);
    }

    private void read(int events) {
        if (stop.getAsBoolean()) {
            throw Failure.of(FailureCode.INTERRUPTED, "Stopped before everything was compared")
                    .next("Run it again; nothing was changed.");
        }
        if (events > 0) {
            progress.accept(events);
        }
    }

    private Suspects suspects(VerifyRequest request, Tally tally) {
        return new Suspects(look(request), request.pause(), Verify::sleep, tally, suspect -> {
            if (wrong.size() < MOST_WRONG) {
                wrong.add(suspect);
            }
        });
    }

    private CloseLook look(VerifyRequest request) {
        return new CloseLook(
                new TableSessions(rows, lookers),
                new LakeSessions(folder, lookers, OBJECTS_AHEAD),
                deferred -> rules(request, deferred),
                () -> {
                    read(0);
                    return Deferred.read(store, parser);
                });
    }

    private Rules rules(VerifyRequest request, Deferred deferred) {
        return new Rules(clock.instant(), retention, request.settle(), lakeDays, deferred, Set.copyOf(hashes));
    }

    /** The known ones, and those that only the lake knows: by what their first line that can be read says. */
    private List<Tenant> tenants(Collection<Tenant> known) {
        List<Tenant> tenants = new ArrayList<>(known);
        Set<String> ids = new HashSet<>();
        known.forEach(tenant -> ids.add(tenant.id()));
        folder.tenantIds().stream().filter(ids::add).forEach(id -> firstOf(id).ifPresent(tenants::add));
        return tenants;
    }

    private Optional<Tenant> firstOf(String tenantId) {
        try (Ahead<Item, Part<Tenant>> parts = new Ahead<>(
                folder.objects(tenantId, day -> true),
                (item, taker) -> folder.read(item, event -> Optional.of(event).map(Event::tenant), taker),
                readers,
                1)) {
            while (parts.hasNext()) {
                Part<Tenant> part = parts.next();
                if (!part.events().isEmpty()) {
                    return Optional.of(part.events().get(0));
                }
            }
        }
        return Optional.empty();
    }

    private long quarantined(VerifyRequest request) {
        return store.stream(QuarantineKey.PREFIX)
                .flatMap(listed -> QuarantineKey.dayOf(listed.path()).stream())
                .filter(request::includes)
                .count();
    }

    /**
     * Mends what the last run found wrong, session by session, each looked at anew. A row that somebody changed in
     * between stays as it is. What is not mended is named by the report of the next run.
     *
     * @throws Failure when lake or tables fail; what was mended stays so, and running again does nothing twice
     */
    public Mended mend(VerifyRequest request) {
        Mending mending = new Mending(look(request), rows, tables, retention, lookers);
        Mended mended = Mended.NOTHING;
        Map<Tenant, List<Suspect>> tenants =
                wrong.stream().collect(Collectors.groupingBy(Suspect::tenant, LinkedHashMap::new, Collectors.toList()));
        for (List<Suspect> sessions : tenants.values()) {
            for (int from = 0; from < sessions.size(); from += ROUND) {
                mended = mended.plus(mending.mend(sessions.subList(from, Math.min(from + ROUND, sessions.size()))));
                read(0);
            }
        }
        return mended;
    }

    /** Whether more was wrong than one run mends; another run finds the rest. */
    public boolean hasMore() {
        return wrong.size() >= MOST_WRONG;
    }

    /**
     * Looks again, exactly, at what the last run found wrong; nothing else is compared. The strays are those of the last
     * run, because nothing mends them.
     */
    public VerifyReport recheck(VerifyRequest request) {
        Tally tally = new Tally();
        Suspects again = new Suspects(look(request), request.pause(), Verify::sleep, tally, suspect -> {});
        Optional<Tenant> before = Optional.empty();
        for (Suspect suspect : wrong) {
            if (!before.equals(Optional.of(suspect.tenant()))) {
                again.lookAtAll();
            }
            before = Optional.of(suspect.tenant());
            again.add(suspect);
        }
        again.lookAtAll();
        return tally.report(request, strays);
    }

    /** Lets the threads go. */
    @Override
    public void close() {
        readers.shutdownNow();
        lookers.shutdownNow();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while waiting")
                    .cause(e);
        }
    }
}
