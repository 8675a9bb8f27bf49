package io.picasso.analytics.operation.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the route of a request. A text wins over a name in braces, and a path as it stands over one whose first segment
 * is taken for the stage of an API, such as {@code /prod/sessions/list}.
 */
final class Router {
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9_$-]{1,128}");

    /** What a path leads to. */
    sealed interface Found {
        /** A route, with the values of the names in its path. */
        record Match(Route route, Map<String, String> values) implements Found {}

        /** Routes, but none for this method. */
        record OtherMethods(Set<String> methods) implements Found {}

        /** Nothing. */
        record Nothing() implements Found {}
    }

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = routes.stream()
                .sorted((one, other) -> Long.compare(names(one), names(other)))
                .toList();
    }

    private static long names(Route route) {
        return route.segments().stream().filter(Router::isName).count();
    }

    List<Route> routes() {
        return routes;
    }

    /** HEAD is answered wherever GET is, as HTTP has it; that its body is left out is for who sends it. */
    Found find(String asked, String path) {
        String method = asked.equals("HEAD") ? "GET" : asked;
        List<String> segments = segments(path);
        Found found = among(method, segments);
        boolean staged = found instanceof Found.Nothing
                && segments.size() > 1
                && STAGE.matcher(segments.get(0)).matches();
        return staged ? among(method, segments.subList(1, segments.size())) : found;
    }

    private Found among(String method, List<String> segments) {
        Set<String> others = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> values = match(route.segments(), segments);
            if (values.isPresent()) {
                if (route.method().equals(method)) {
                    return new Found.Match(route, values.get());
                }
                others.add(route.method());
                if (route.method().equals("GET")) {
                    others.add("HEAD");
                }
            }
        }
        return others.isEmpty() ? new Found.Nothing() : new Found.OtherMethods(others);
    }

    private static Optional<Map<String, String>> match(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (isName(part)) {
                values.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    /** Decoded one by one, so that a slash that was encoded does not divide. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String part : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
            segments.add(decode(part));
        }
        return segments;
    }

    private static String decode(String part) {
        try {
            return part.indexOf('%') < 0 ? part : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return part;
        }
    }
}
