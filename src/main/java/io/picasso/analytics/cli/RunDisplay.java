package io.picasso.analytics.cli;

import io.picasso.analytics.progress.RunStatus;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows how a run is while it works here, and passes the wish to stop on. */
final class RunDisplay implements AutoCloseable {
    private final Command command;
    private final Progress progress;
    private final Interruption.Registration ending;
    private boolean closed;

    RunDisplay(Command command, String run) {
        this.command = command;
        command.note("backfill run " + run);
        this.progress = command.progress("events", OptionalLong.empty());
        this.ending = command.context()
                .interruption()
                .onInterrupt(() -> progress.note("Stopping: what is under way is being put down ..."));
    }

    boolean isStopped() {
        return command.context().interruption().requested();
    }

    void show(RunStatus status) {
        progress.show(line(status));
    }

    /** Done of all, speed, time left, what went wrong, what it cost. */
    static String line(RunStatus status) {
        StringBuilder line = new StringBuilder();
        if (status.state() == RunStatus.State.PAUSED) {
            line.append("PAUSED  ");
        }
        line.append(String.format(
                Locale.ROOT,
                "%,d events, %.0f%%, %,d of %,d shards, %,.0f/s, %,.0f WCU/s",
                status.done(),
                Math.floor(100 * status.share()),
                status.shardsDone(),
                status.shards(),
                status.eventsPerSecond(),
                status.unitsPerSecond()));
        status.rate().ifPresent(rate -> line.append(String.format(Locale.ROOT, " of %,.0f", rate)));
        status.secondsLeft()
                .ifPresent(seconds ->
                        line.append(", ").append(Progress.span(seconds)).append(" left"));
        line.append(String.format(
                Locale.ROOT,
                ", %,d rejected, %,d throttled, $%s",
                status.counts().rejected(),
                status.throttled(),
                Dollars.of(status.dollars())));
        return line.toString();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            progress.close();
            ending.close();
        }
    }
}
