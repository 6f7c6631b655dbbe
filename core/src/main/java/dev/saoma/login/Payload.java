package dev.saoma.login;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a ticket of this package means, as the JSON that stands in its row.
 *
 * @param element the instance's full name
 * @param returnTo where the page goes in the end
 */
record Payload(
        String element, @Nullable Intent intent, @Nullable String returnTo) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String json() {
        return JSON.writeValueAsString(this);
    }

    static Payload parse(String json) {
        return JSON.readValue(json, Payload.class);
    }
}
