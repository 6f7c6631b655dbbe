package dev.saoma.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP response as received.
 *
 * @param headers the headers by their lower-case names
 */
public record Reply(int status, Map<String, List<String>> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public List<String> all(String header) {
        return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of());
    }

    /** Returns the only value of a header, or the empty string if it is missing. */
    public String header(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " came " + values.size() + " times");
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Returns all headers, one a line. */
    public String head() {
        return headers.entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .collect(Collectors.joining("\n"));
    }

    /** Returns the JSON body, or an empty object if there is no body. */
    public JsonNode json() {
        return JSON.readTree(body.isEmpty() ? "{}" : body);
    }

    /** Returns a member of the JSON object, or the empty string if it is missing. */
    public String text(String member) {
        return json().path(member).asString("");
    }

    public String code() {
        return text("code");
    }
}
