package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.operation.access.Caller;
import io.picasso.analytics.port.HttpReply;
import java.util.List;
import java.util.Optional;

/**
 * A request and what came of it, for the log: nothing in it was written by whoever asks, but the answer.
 *
 * @param id the request's own; also in the answer where something went wrong here
 * @param route the route's name; {@code -} where there is none
 * @param caller who asked, where that is proven
 * @param reply the answer
 * @param troubles what went wrong here, worst first; not what was wrong with the request
 */
public record Answered(String id, String route, Optional<Caller> caller, HttpReply reply, List<Throwable> troubles) {
    /** The name of no route. */
    public static final String NO_ROUTE = "-";

    public Answered {
        troubles = List.copyOf(troubles);
    }
}
