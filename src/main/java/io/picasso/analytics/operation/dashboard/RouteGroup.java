package io.picasso.analytics.operation.dashboard;

import java.util.List;

/** Routes that belong together. */
public interface RouteGroup {
    /** The routes, the same at each call. */
    List<Route> routes();
}
