package io.picasso.analytics.wiring;

import io.picasso.analytics.adapter.http.JdkHttpAddress;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.dashboard.DashboardApi;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.gate.Door;
import io.picasso.analytics.operation.gate.EvidenceStore;
import io.picasso.analytics.operation.gate.GateRun;
import io.picasso.analytics.operation.gate.GateTarget;
import io.picasso.analytics.operation.gate.Pause;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.port.EventQueue;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.HttpAddress;
import io.picasso.analytics.port.HttpCall;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionStore;
import io.picasso.analytics.port.TableControl;
import io.picasso.analytics.port.TenantRegistry;
import io.picasso.analytics.resource.AddressDeclaration;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.session.Retention;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** The gates, put together for one environment. */
public final class Gates {
    private final Wiring wiring;
    private final GateTarget target;

    Gates(
            Wiring wiring,
            Functions functions,
            Supplier<FunctionControl> control,
            Supplier<TableControl> tables,
            Optional<URI> dashboard) {
        this.wiring = wiring;
        this.target = new Target(wiring, functions, control, tables, dashboard);
    }

    /** The evidence of the environment. */
    public EvidenceStore evidence() {
        return new EvidenceStore(wiring.lake(), wiring.parser());
    }

    /** Runs phases. */
    public GateRun run() {
        return new GateRun(target, evidence());
    }

    /** What is measured. */
    public GateTarget target() {
        return target;
    }

    private static final class Target implements GateTarget {
        private final Wiring wiring;
        private final Functions functions;
        private final Once<FunctionControl> control;
        private final Once<TableControl> tables;
        private final Optional<URI> dashboardAddress;
        private final Once<ExecutorService> workers = Once.of(() -> Workers.named("probe", Workers.WRITERS));
        private final Once<Dashboard> dashboard;
        private final Once<DashboardApi> api;
        private final Once<SessionStore> store;
        private final Once<EventQueue> queue;

        Target(
                Wiring wiring,
                Functions functions,
                Supplier<FunctionControl> control,
                Supplier<TableControl> tables,
                Optional<URI> dashboardAddress) {
            this.wiring = wiring;
            this.functions = functions;
            this.control = Once.of(control);
            this.tables = Once.of(tables);
            this.dashboardAddress = dashboardAddress;
            this.dashboard = Once.of(wiring::dashboard);
            this.api = Once.of(() -> this.dashboard.get().unauditedApi());
            this.store = Once.of(wiring::sessionStore);
            this.queue = Once.of(wiring::queue);
        }

        @Override
        public String environment() {
            return wiring.settings().environment();
        }

        @Override
        public TableControl tableControl() {
            return tables.get();
        }

        @Override
        public TableDeclaration eventsTable() {
            return declared(SettingKey.SESSION_EVENTS_TABLE);
        }

        @Override
        public TableDeclaration summariesTable() {
            return declared(SettingKey.SESSION_SUMMARIES_TABLE);
        }

        private TableDeclaration declared(SettingKey key) {
            List<TableDeclaration> all = Declarations.of(wiring.settings()).tables();
            return all.stream()
                    .filter(table -> table.name().equals(wiring.settings().text(key)))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public SessionStore store() {
            return store.get();
        }

        @Override
        public SessionRows rows() {
            return wiring.sessionRows();
        }

        @Override
        public SessionStore absentTables() {
            return wiring.processing().absentTables();
        }

        @Override
        public ObjectStore lake() {
            return wiring.lake();
        }

        @Override
        public LakeEvents lakeEvents() {
            return wiring.ingestion().lakeEvents();
        }

        @Override
        public TenantRegistry tenants() {
            return wiring.tenantRegistry();
        }

        @Override
        public JsonParser parser() {
            return wiring.parser();
        }

        @Override
        public EventFactory events() {
            return wiring.eventFactory();
        }

        @Override
        public Retention retention() {
            return wiring.retention();
        }

        @Override
        public BatchProcessor processor(ObjectStore lake, Optional<SessionStore> sessionTables) {
            return wiring.processing().processor(lake, sessionTables, workers.get());
        }

        @Override
        public EventQueue queue() {
            return queue.get();
        }

        @Override
        public FunctionControl functions() {
            return control.get();
        }

        @Override
        public Deployment deployment() {
            return functions.deployment();
        }

        @Override
        public WriteSwitch writes() {
            return functions.writes();
        }

        @Override
        public Door dashboard() {
            return (pathAndQuery, token) -> {
                int mark = pathAndQuery.indexOf('?');
                HttpCall call = new HttpCall(
                        "GET",
                        mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                        mark < 0 ? Map.of() : HttpCall.parameters(pathAndQuery.substring(mark + 1)),
                        token.map(text -> Map.of("authorization", List.of("Bearer " + text)))
                                .orElse(Map.of()),
                        Optional.of(new byte[0]));
                return api.get().answer(call, UUID.randomUUID().toString()).reply();
            };
        }

        @Override
        public Optional<Door> deployedDashboard() {
            return dashboardAddress
                    .or(this::deployedAddress)
                    .map(address -> through(new JdkHttpAddress(address, wiring.parser())));
        }

        /** Of an API that only answers signed requests nothing can be seen here. */
        private Optional<URI> deployedAddress() {
            Deployment deployment = deployment();
            return deployment
                    .find(deployment.api())
                    .address()
                    .filter(address -> address.access().equals(AddressDeclaration.Access.PUBLIC.authType()))
                    .map(address -> URI.create(address.url()));
        }

        private static Door through(HttpAddress address) {
            return (pathAndQuery, token) -> {
                Map<String, String> headers = token.map(text -> Map.of("Authorization", "Bearer " + text))
                        .orElse(Map.of());
                return address.get(pathAndQuery, headers);
            };
        }

        @Override
        public TokenDesk tokens() {
            return dashboard.get().tokenDesk();
        }

        @Override
        public Optional<String> page(String name) {
            try (InputStream in = Gates.class.getResourceAsStream("/picasso-analytics/docs/" + name)) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Clock clock() {
            return wiring.clock();
        }

        @Override
        public Pause pause() {
            return Pause.real(System::nanoTime);
        }
    }
}
