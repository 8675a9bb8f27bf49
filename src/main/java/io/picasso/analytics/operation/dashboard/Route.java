package io.picasso.analytics.operation.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One route.
 *
 * @param method in capitals
 * @param path segments that are texts, or a name in braces, such as {@code /sessions/{session_id}}
 * @param open whether no token is needed
 * @param early whether it may begin while the token is still looked for among the revoked ones: it changes nothing, and
 *     what it has read is dropped when the token is found there
 * @param feature what the tenant must have; empty where everybody may ask
 * @param parameters the names of the query's parameters; others are ignored
 * @param answer what it does
 */
public record Route(
        String method,
        String path,
        boolean open,
        boolean early,
        Optional<Feature> feature,
        Set<String> parameters,
        RouteAnswer answer) {
    public Route {
        parameters = Set.copyOf(parameters);
    }

    /** A read for whoever has a token. */
    public static Route get(String path, RouteAnswer answer, String... parameters) {
        return new Route("GET", path, false, false, Optional.empty(), Set.of(parameters), answer);
    }

    /** A change by whoever has a token. */
    public static Route patch(String path, RouteAnswer answer) {
        return new Route("PATCH", path, false, false, Optional.empty(), Set.of(), answer);
    }

    /** The same route without a token. */
    public Route withoutToken() {
        return new Route(method, path, true, false, feature, parameters, answer);
    }

    /** The same route for tenants that have a feature. */
    public Route needing(Feature needed) {
        return new Route(method, path, open, early, Optional.of(needed), parameters, answer);
    }

    /** The same route, begun while the token is still looked for among the revoked ones. */
    public Route beginningEarly() {
        return new Route(method, path, open, true, feature, parameters, answer);
    }

    /** Method and path, as logs and audit records name it. */
    public String name() {
        return method + " " + path;
    }

    List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }
}
