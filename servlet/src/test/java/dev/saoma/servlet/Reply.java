package dev.saoma.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back, as it stood on the wire. */
record Reply(int status, Map<String, List<String>> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    List<String> all(String header) {
        return headers.getOrDefault(header.toLowerCase(java.util.Locale.ROOT), List.of());
    }

    /** The one value of a header; empty when it is not there. */
    String header(String name) {
        List<String> values = new ArrayList<>(all(name));
        if (values.size() > 1) {
            throw new AssertionError(name + " came " + values.size() + " times");
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    String text(String member) {
        return json().path(member).asString("");
    }

    String code() {
        return text("code");
    }
}
