package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.session.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An environment as it is, but for its time: every look at the clock of durations takes a millisecond, and waiting takes
 * hardly any of the machine's. So no figure depends on how busy the machine is.
 */
class PassingTarget implements GateTarget {
    final SteadyPause time = new SteadyPause();
    UnaryOperator<Door> door = one -> one;
    Optional<Door> deployed = Optional.empty();
    Optional<FunctionControl> functions = Optional.empty();

    private final GateTarget target;

    PassingTarget(GateTarget target) {
        this.target = target;
    }

    /** Time that passes only when it is looked at, or waited for. */
    static final class SteadyPause implements Pause {
        private long now;

        @Override
        public synchronized void rest(Duration wait) {
            now += wait.toNanos();
            try {
                Thread.sleep(Math.min(20, wait.toMillis()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public synchronized long nanoTime() {
            now += 1_000_000;
            return now;
        }

        synchronized void pass(Duration wait) {
            now += wait.toNanos();
        }
    }

    @Override
    public String environment() {
        return target.environment();
    }

    @Override
    public TableControl tableControl() {
        return target.tableControl();
    }

    @Override
    public TableDeclaration eventsTable() {
        return target.eventsTable();
    }

    @Override
    public TableDeclaration summariesTable() {
        return target.summariesTable();
    }

    @Override
    public SessionStore store() {
        return target.store();
    }

    @Override
    public SessionRows rows() {
        return target.rows();
    }

    @Override
    public SessionStore absentTables() {
        return target.absentTables();
    }

    @Override
    public ObjectStore lake() {
        return target.lake();
    }

    @Override
    public LakeEvents lakeEvents() {
        return target.lakeEvents();
    }

    @Override
    public TenantRegistry tenants() {
        return target.tenants();
    }

    @Override
    public JsonParser parser() {
        return target.parser();
    }

    @Override
    public EventFactory events() {
        return target.events();
    }

    @Override
    public Retention retention() {
        return target.retention();
    }

    @Override
    public BatchProcessor processor(ObjectStore lake, Optional<SessionStore> tables) {
        return target.processor(lake, tables);
    }

    @Override
    public EventQueue queue() {
        return target.queue();
    }

    @Override
    public FunctionControl functions() {
        return functions.orElseGet(target::functions);
    }

    @Override
    public Deployment deployment() {
        return target.deployment();
    }

    @Override
    public WriteSwitch writes() {
        return target.writes();
    }

    @Override
    public Door dashboard() {
        return door.apply(target.dashboard());
    }

    @Override
    public Optional<Door> deployedDashboard() {
        return deployed.or(target::deployedDashboard).map(door);
    }

    @Override
    public TokenDesk tokens() {
        return target.tokens();
    }

    /** As they lie in the sources. */
    @Override
    public Optional<String> page(String name) {
        Path page = Path.of("docs").resolve(name);
        try {
            return Files.exists(page) ? Optional.of(Files.readString(page)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Clock clock() {
        return target.clock();
    }

    @Override
    public Pause pause() {
        return time;
    }
}
