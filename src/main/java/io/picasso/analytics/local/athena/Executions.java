package io.picasso.analytics.local.athena;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The executions since the start, run a few at a time. What is over {@value #KEPT} is forgotten, the oldest first. */
final class Executions implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int KEPT = 10_000;

    private final Catalog catalog;
    private final QueryRun runner;
    private final Path s3;
    private final Map<String, Execution> all = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Execution> eldest) {
            return size() > KEPT && eldest.getValue().state().isFinal();
        }
    });
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "athena");
        thread.setDaemon(true);
        return thread;
    });

    Executions(Catalog catalog, QueryRun runner, Path s3) {
        this.catalog = catalog;
        this.runner = runner;
        this.s3 = s3;
    }

    /**
     * Starts a statement.
     *
     * @return the execution's id
     * @throws AthenaRefusal when it cannot be parsed, or its result has no place
     */
    synchronized String start(Request request) throws SQLException {
        Optional<Execution> sent = request.token().flatMap(this::byToken);
        if (sent.isPresent()) {
            if (!sent.get().request().equals(request)) {
                throw AthenaRefusal.invalid("Idempotent parameters do not match");
            }
            return sent.get().id();
        }
        if (!Files.isDirectory(s3.resolve(request.output().bucket()))) {
            throw AthenaRefusal.invalid(
                    "Unable to verify/create output bucket " + request.output().bucket());
        }
        String sql = BoundSql.of(request.sql(), request.parameters());
        boolean query = DdlParser.isQuery(sql);
        Optional<Ddl> ddl = query ? Optional.empty() : Optional.of(DdlParser.parse(sql));
        Optional<Execution> earlier = request.reuse()
                .filter(age -> query)
                .flatMap(age -> all.values().stream()
                        .filter(other -> other.answers(request, age))
                        .findFirst());
        if (query && earlier.isEmpty()) {
            runner.check(sql);
        }
        Execution execution = new Execution(UUID.randomUUID().toString(), request, query);
        if (earlier.isPresent()) {
            execution.reuse(earlier.get());
            all.put(execution.id(), execution);
            return execution.id();
        }
        all.put(execution.id(), execution);
        workers.execute(() -> run(execution, ddl, sql));
        return execution.id();
    }

    private void run(Execution execution, Optional<Ddl> ddl, String sql) {
        if (!execution.begin()) {
            return;
        }
        if (ddl.isEmpty()) {
            runner.run(execution, sql);
            return;
        }
        try {
            catalog.execute(ddl.get(), execution.request().database());
            execution.succeed(java.util.List.of(), Optional.empty());
        } catch (QueryFailed e) {
            execution.fail(e.reason());
        } catch (AthenaRefusal e) {
            execution.fail("FAILED: " + e.message());
        } catch (RuntimeException e) {
            execution.fail("GENERIC_INTERNAL_ERROR: " + e);
        }
    }

    private Optional<Execution> byToken(String token) {
        synchronized (all) {
            return all.values().stream()
                    .filter(execution -> execution.request().token().equals(Optional.of(token)))
                    .findFirst();
        }
    }

    /**
     * The execution of that id.
     *
     * @throws AthenaRefusal when there is none
     */
    Execution get(String id) {
        return Optional.ofNullable(all.get(id))
                .orElseThrow(() -> AthenaRefusal.invalid("QueryExecution " + id + " was not found"));
    }

    @Override
    public void close() throws SQLException {
        workers.shutdownNow();
        synchronized (all) {
            for (Execution execution : all.values()) {
                execution.cancel();
            }
        }
    }
}
