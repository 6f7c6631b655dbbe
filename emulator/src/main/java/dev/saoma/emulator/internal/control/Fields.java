package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Call;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the fields of a received JSON object; a fault becomes a message that names the field. */
final class Fields {

    private static final JsonMapper JSON = new JsonMapper();

    private final String what;
    private final JsonNode object;

    private Fields(String what, JsonNode object) {
        this.what = what;
        this.object = object;
    }

    /**
     * Returns the body as an object with no other than these fields. A missing body counts as an object without fields.
     *
     * @throws IllegalArgumentException with a message
     */
    static Fields of(Call call, Set<String> known) {
        return of("the body", call.body().length() == 0 ? JSON.createObjectNode() : parse(call), known);
    }

    static Fields of(String what, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw new IllegalArgumentException(what + " must be a JSON object.");
        }
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        what + " has a field " + name + " that means nothing here; known are "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        return new Fields(what, object);
    }

    private static JsonNode parse(Call call) {
        try {
            return JSON.readTree(call.body().text());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    Optional<JsonNode> find(String name) {
        return object.optional(name).filter(value -> !value.isNull());
    }

    Optional<String> findText(String name) {
        return find(name).map(value -> {
            if (!value.isString()) {
                throw wrong(name, "text");
            }
            return value.stringValue();
        });
    }

    String text(String name) {
        return findText(name).orElseThrow(() -> missing(name));
    }

    String text(String name, String otherwise) {
        return findText(name).orElse(otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return find(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(name, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(otherwise);
    }

    Optional<Long> findNumber(String name) {
        return find(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw wrong(name, "a whole number");
            }
            return value.longValue();
        });
    }

    int integer(String name, int otherwise) {
        long value = findNumber(name).orElse((long) otherwise);
        if (value != (int) value) {
            throw wrong(name, "a whole number of at most 32 bits");
        }
        return (int) value;
    }

    Optional<Instant> findTime(String name) {
        return findText(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw wrong(name, "a time such as 2026-11-22T00:00:00Z");
            }
        });
    }

    Instant time(String name) {
        return findTime(name).orElseThrow(() -> missing(name));
    }

    private IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(what + " needs the field " + name + ".");
    }

    private IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("the field " + name + " of " + what + " must be " + expected + ".");
    }
}
