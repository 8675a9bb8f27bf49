package io.picasso.analytics.port;

import io.picasso.analytics.progress.RunStatus;
import io.picasso.analytics.progress.RunWish;

/** How a running run is told what is wanted of it, and tells how it is. */
public interface RunControl {
    /** What is wanted now. A wish that cannot be read is taken as the one before. */
    RunWish wish();

    /** Tells how the run is; what was told before is replaced. Failing to tell is no failure of the run. */
    void report(RunStatus status);
}
