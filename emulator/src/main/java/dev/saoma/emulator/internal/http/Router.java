package dev.saoma.emulator.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The route table. Exact paths are found by one look-up, patterns by trying them in order. Immutable. */
final class Router {

    private final Map<String, List<Route>> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /** A route and the values of its placeholders. */
    record Match(Route route, Map<String, String> segments) {}

    private record Pattern(Route route, List<String> parts) {}

    Router(List<Route> routes) {
        for (Route route : routes) {
            if (route.pattern().contains("{")) {
                patterns.add(new Pattern(route, split(route.pattern())));
            } else {
                exact.computeIfAbsent(route.pattern(), path -> new ArrayList<>())
                        .add(route);
            }
        }
    }

    Optional<Match> find(String method, String path) {
        String effective = method.equals("HEAD") ? "GET" : method;
        return matching(path).stream()
                .filter(match -> match.route().methods().contains(effective))
                .findFirst();
    }

    /** Returns whether the path exists for some method. */
    boolean knows(String path) {
        return !matching(path).isEmpty();
    }

    private List<Match> matching(String path) {
        List<Route> named = exact.getOrDefault(path, List.of());
        if (!named.isEmpty()) {
            return named.stream().map(route -> new Match(route, Map.of())).toList();
        }
        List<String> parts = split(path);
        List<Match> matches = new ArrayList<>();
        for (Pattern pattern : patterns) {
            fit(pattern.parts(), parts).ifPresent(segments -> matches.add(new Match(pattern.route(), segments)));
        }
        return matches;
    }

    private static Optional<Map<String, String>> fit(List<String> wanted, List<String> parts) {
        if (wanted.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> segments = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{") && !parts.get(i).isEmpty()) {
                segments.put(part.substring(1, part.length() - 1), parts.get(i));
            } else if (!part.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(segments);
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }
}
