package io.picasso.analytics.local.athena;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One query execution: its state, and what is known of it. Safe for many threads. */
final class Execution {
    /** Athena's states. */
    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        boolean isFinal() {
            return this != QUEUED && this != RUNNING;
        }
    }

    private final String id;
    private final Request request;
    private final boolean query;
    private final Instant submitted = Instant.now();
    private State state = State.QUEUED;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private @Nullable Statement statement;
    private String reason = "";
    private long scannedBytes;
    private boolean reused;
    private List<ResultColumn> columns = List.of();
    private Optional<Path> result = Optional.empty();

    Execution(String id, Request request, boolean query) {
        this.id = id;
        this.request = request;
        this.query = query;
    }

    String id() {
        return id;
    }

    Request request() {
        return request;
    }

    /** Whether it has rows; the others change the catalog. */
    boolean isQuery() {
        return query;
    }

    /** Where the result goes. */
    S3Location output() {
        return new S3Location(request.output().bucket(), request.output().key() + id + (query ? ".csv" : ".txt"));
    }

    synchronized State state() {
        return state;
    }

    synchronized List<ResultColumn> columns() {
        return columns;
    }

    /** The file of the result; empty unless it has succeeded and has rows. */
    synchronized Optional<Path> result() {
        return result;
    }

    /** Begins; false when it was cancelled before. */
    synchronized boolean begin() {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        started = Instant.now();
        return true;
    }

    /** What to stop when it is cancelled; null when there is nothing to stop. False when it has been cancelled. */
    synchronized boolean runs(@Nullable Statement running) {
        statement = running;
        return state == State.RUNNING;
    }

    synchronized void scanned(long bytes) {
        scannedBytes = bytes;
    }

    synchronized void succeed(List<ResultColumn> names, Optional<Path> file) {
        if (!state.isFinal()) {
            columns = List.copyOf(names);
            result = file;
            end(State.SUCCEEDED, "");
        }
    }

    /** Takes the result of an earlier one. */
    synchronized void reuse(Execution earlier) {
        started = submitted;
        reused = true;
        columns = earlier.columns();
        result = earlier.result();
        end(State.SUCCEEDED, "");
    }

    synchronized void fail(String why) {
        if (!state.isFinal()) {
            end(State.FAILED, why);
        }
    }

    /** Ends it, running or not; one that has ended stays as it is. */
    synchronized void cancel() throws SQLException {
        if (!state.isFinal()) {
            end(State.CANCELLED, "Query cancelled by user");
            if (statement != null) {
                statement.cancel();
            }
        }
    }

    private void end(State last, String why) {
        state = last;
        reason = why;
        completed = Instant.now();
    }

    /** Whether its result answers a request that takes results of that age. */
    synchronized boolean answers(Request other, Duration age) {
        return state == State.SUCCEEDED
                && !reused
                && result.isPresent()
                && completed != null
                && completed.isAfter(Instant.now().minus(age))
                && request.asksTheSameAs(other);
    }

    /** The form of {@code GetQueryExecution}. */
    synchronized JsonFields json() {
        JsonFields status =
                new JsonFields().put("State", state.name()).put("SubmissionDateTime", submitted.getEpochSecond());
        if (completed != null) {
            status.put("CompletionDateTime", completed.getEpochSecond());
        }
        if (!reason.isEmpty()) {
            status.put("StateChangeReason", reason);
        }
        if (state == State.FAILED) {
            status.put(
                    "AthenaError",
                    new JsonFields()
                            .put("ErrorCategory", 2) // 2: the user's query, not the system
                            .put("ErrorType", 1006)
                            .put("Retryable", false)
                            .put("ErrorMessage", reason));
        }
        Instant begun = started == null ? submitted : started;
        Instant ended = completed == null ? Instant.now() : completed;
        JsonFields statistics = new JsonFields()
                .put("EngineExecutionTimeInMillis", millis(begun, ended))
                .put("DataScannedInBytes", scannedBytes)
                .put("TotalExecutionTimeInMillis", millis(submitted, ended))
                .put("QueryQueueTimeInMillis", millis(submitted, begun))
                .put("ResultReuseInformation", new JsonFields().put("ReusedPreviousResult", reused));
        JsonFields json = new JsonFields()
                .put("QueryExecutionId", id)
                .put("Query", request.sql())
                .put("StatementType", query ? "DML" : "DDL")
                .put("ResultConfiguration", new JsonFields().put("OutputLocation", output().toString()))
                .put("QueryExecutionContext", new JsonFields().put("Database", request.database()))
                .put("Status", status)
                .put("Statistics", statistics)
                .put("WorkGroup", "primary")
                .put(
                        "EngineVersion",
                        new JsonFields()
                                .put("SelectedEngineVersion", "AUTO")
                                .put("EffectiveEngineVersion", "DuckDB in place of Athena engine version 3"));
        return json;
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
