package io.picasso.analytics.port;

import io.picasso.analytics.progress.JournalEntry;
import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The runs this machine knows, each with its journal, its bad records, and a desk at which it can be spoken to.
 *
 * <p>Every method throws {@link io.picasso.analytics.failure.Failure}: NOT_FOUND where there is no such run,
 * UNUSABLE_FILE where its files cannot be used.
 */
public interface Runs {
    /** A run this process works on; nobody else can until it is closed or this process dies. */
    interface OpenRun extends AutoCloseable {
        Journal journal();

        RejectedRecords bad();

        RunControl control();

        @Override
        void close();
    }

    /** Makes a new run. Fails with RUN_BUSY when there is one of that name. */
    OpenRun create(String run);

    /** Opens a run to go on with it. Fails with RUN_BUSY when another process has it. */
    OpenRun open(String run);

    /** All runs, the newest first. */
    List<String> list();

    /** Reads the journal of a run, whether it is running or not. */
    void read(String run, Consumer<JournalEntry> reader);

    /** What the run last told of itself; empty when it never did. */
    Optional<RunStatus> status(String run);

    /** The process that works on the run; empty when none does. */
    OptionalLong worker(String run);

    /** What was last wished of the run. */
    RunWish wish(String run);

    /** Leaves a wish for the run. */
    void leave(String run, RunWish wish);

    /** Where the run's bad records lie, for a person; the file need not be there. */
    String badRecords(String run);
}
