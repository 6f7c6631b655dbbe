package dev.saoma.servlet.internal.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The path of a route: fixed segments, and names in braces for one segment each. It is matched against the whole undecoded
 * path. Escapes, path parameters, empty segments, segments of dots and a slash at the end match nothing, because two programs
 * may read them differently.
 */
public record PathPattern(String text, List<String> segments) {
    private static final Pattern FIXED = Pattern.compile("\\.well-known|[A-Za-z0-9_-]+(\\.[a-z0-9]+)*");
    private static final Map<String, Pattern> PARAMETERS = Map.of(
            "{instance}", Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}"),
            "{fullName}", Pattern.compile("(?=.{1,200}$)[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+"),
            "{id}", Pattern.compile("[A-Za-z0-9_-]{1,128}"),
            "{code}", Pattern.compile("[a-z_]{1,40}"),
            "{file}", Pattern.compile("[a-z0-9-]{1,40}\\.[a-z]{1,5}"),
            "{userId}", Pattern.compile("[A-Za-z0-9_-]{1,64}"),
            "{corpId}", Pattern.compile("[A-Za-z0-9_-]{1,64}"),
            "{sessionId}", Pattern.compile("[0-9a-f]{32}"),
            "{version}", Pattern.compile("[1-9][0-9]{0,8}"));

    /** @throws IllegalArgumentException for a fixed segment that can be written in two ways, and for an unknown name */
    static PathPattern of(String text) {
        List<String> segments = split(text);
        boolean plain = segments.get(0).isEmpty()
                && segments.stream()
                        .skip(1)
                        .allMatch(one -> PARAMETERS.containsKey(one)
                                || FIXED.matcher(one).matches());
        if (!plain) {
            throw new IllegalArgumentException(
                    text + " is no address of a route: write letters, digits, - and _, .well-known, or one of "
                            + new TreeSet<>(PARAMETERS.keySet()));
        }
        return new PathPattern(text, segments);
    }

    /** Returns the segments of a path, including the empty ones before the first slash, between two, and after the last. */
    public static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    /** Returns whether it has no names, so that it matches one path. */
    public boolean isFixed() {
        return segments.stream().noneMatch(PARAMETERS::containsKey);
    }

    /** Returns the segment for each name; empty when the path does not match. */
    public Optional<Map<String, String>> match(List<String> given) {
        if (given.size() != segments.size() || !hasFixed(given)) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < given.size(); i++) {
            Pattern form = PARAMETERS.get(segments.get(i));
            if (form != null && !form.matcher(given.get(i)).matches()) {
                return Optional.empty();
            }
            if (form != null) {
                parameters.put(segments.get(i), given.get(i));
            }
        }
        return Optional.of(parameters);
    }

    /** Compares the fixed segments first, since patterns cost more. */
    private boolean hasFixed(List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            if (!segments.get(i).equals(given.get(i)) && !PARAMETERS.containsKey(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
