package dev.saoma.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back, as it stood on the wire.
 *
 * @param headers by their names in small letters
 */
public record Reply(int status, Map<String, List<String>> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public List<String> all(String header) {
        return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of());
    }

    /** The one value of a header; empty when it is not there. */
    public String header(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " came " + values.size() + " times");
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** All headers, one a line. */
    public String head() {
        return headers.entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .collect(Collectors.joining("\n"));
    }

    /** An empty object where there is no body. */
    public JsonNode json() {
        return JSON.readTree(body.isEmpty() ? "{}" : body);
    }

    /** A member of the JSON object; empty when it is not there. */
    public String text(String member) {
        return json().path(member).asString("");
    }

    public String code() {
        return text("code");
    }
}
