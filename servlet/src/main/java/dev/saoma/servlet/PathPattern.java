package dev.saoma.servlet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as the route table writes it: fixed segments, and names in braces that stand for one segment each. Matched
 * against the undecoded path, whole, character by character: what could be read in two ways matches nothing.
 */
public record PathPattern(String text, List<String> segments) {
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-]+(\\.[a-z0-9]+)*)+");
    private static final Map<String, Pattern> PARAMETERS = Map.of(
            "{instance}", Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}"),
            "{id}", Pattern.compile("[A-Za-z0-9_-]{1,128}"),
            "{code}", Pattern.compile("[a-z_]{1,40}"),
            "{file}", Pattern.compile("[a-z0-9-]{1,40}\\.[a-z]{1,5}"),
            "{userId}", Pattern.compile("[A-Za-z0-9_-]{1,64}"),
            "{corpId}", Pattern.compile("[A-Za-z0-9_-]{1,64}"),
            "{sessionId}", Pattern.compile("[0-9a-f]{32}"));

    static PathPattern of(String text) {
        return new PathPattern(text, List.of(text.split("/")));
    }

    /** Whether a path has one reading only: no escapes, no parameters, no empty or dotted segments, no slash at the end. */
    static boolean isPlain(String path) {
        return path.length() <= 512 && PLAIN.matcher(path).matches();
    }

    /** What stands in the place of each name; empty when the path is another. */
    Optional<Map<String, String>> match(String path) {
        List<String> given = List.of(path.split("/"));
        if (given.size() != segments.size()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < given.size(); i++) {
            String expected = segments.get(i);
            Pattern form = PARAMETERS.get(expected);
            if (form == null
                    ? !expected.equals(given.get(i))
                    : !form.matcher(given.get(i)).matches()) {
                return Optional.empty();
            }
            if (form != null) {
                parameters.put(expected, given.get(i));
            }
        }
        return Optional.of(parameters);
    }

    @Override
    public String toString() {
        return text;
    }
}
