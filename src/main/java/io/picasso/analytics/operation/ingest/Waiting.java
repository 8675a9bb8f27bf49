package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Waits for work given to other threads and passes its failures on as they are. */
public final class Waiting {
    private Waiting() {}

    /** The result, when it is there. */
    public static <T extends @Nullable Object> T on(@Nullable Future<T> future) {
        if (future == null) {
            throw new IllegalStateException("nothing to wait for");
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while writing")
                    .cause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
