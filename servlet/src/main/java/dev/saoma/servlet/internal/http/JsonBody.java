package dev.saoma.servlet.internal.http;

import dev.saoma.error.LoginException;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/**
 * The JSON object of a request. Members that are not read are ignored. A member of another type than the one that is read is
 * refused with its name and never converted.
 */
public final class JsonBody {
    private static final JsonReader JSON = JsonReader.ofDepth(16);

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** @throws LoginException {@code invalid_request} when the bytes are not one JSON object in UTF-8 */
    static JsonBody parse(byte[] body) {
        try {
            // Decoded here, because Jackson would also accept UTF-16 and UTF-32.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw RequestErrors.invalid("The body must be one JSON object.");
            }
            return new JsonBody(node);
        } catch (CharacterCodingException e) {
            throw RequestErrors.invalid("The body is not UTF-8.");
        } catch (JacksonException e) {
            throw RequestErrors.invalid(
                    "The body is not JSON as it is taken here: well-formed, no member twice, at most 16 levels deep.");
        }
    }

    /** Returns whether there is such a member and it is not null. */
    public boolean has(String name) {
        return object.path(name).isPresent();
    }

    /**
     * Requires that there is no member of another name.
     *
     * @throws LoginException {@code invalid_request}
     */
    public void requireOnly(Set<String> names) {
        object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RequestErrors.invalid("The body may have the members " + new TreeSet<>(names) + " alone.");
                });
    }

    /** Returns the object of a member; empty when there is none. */
    public Optional<JsonBody> object(String name) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            throw RequestErrors.invalid(name + " must be an object.");
        }
        return Optional.of(new JsonBody(node));
    }

    /** Returns the objects in the list of a member; empty when there is none. */
    public Optional<List<JsonBody>> objects(String name, int most) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        var all = new ArrayList<JsonBody>();
        for (JsonNode entry : node) {
            all.add(new JsonBody(entry));
        }
        if (!node.isArray() || all.size() > most || all.stream().anyMatch(entry -> !entry.object.isObject())) {
            throw RequestErrors.invalid(name + " must be a list of at most " + most + " objects.");
        }
        return Optional.of(all);
    }

    /** Returns all members with their values, in their order. */
    public Map<String, JsonNode> members() {
        var all = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** Returns the text of a member; empty when there is none. */
    public Optional<String> text(String name, int longest) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!node.isString()
                || node.stringValue().isEmpty()
                || node.stringValue().length() > longest) {
            throw RequestErrors.invalid(name + " must be a text of 1 to " + longest + " characters.");
        }
        return Optional.of(node.stringValue());
    }

    /** Returns the text of a member, limited only by the size of the body; empty when there is none. */
    public Optional<String> anyText(String name) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw RequestErrors.invalid(name + " must be a text.");
        }
        return Optional.of(node.stringValue());
    }

    /** Returns the text of a required member. */
    public String requiredText(String name, int longest) {
        return text(name, longest).orElseThrow(() -> RequestErrors.invalid(name + " is required."));
    }

    /** Returns the texts of a list, each of 1 to {@code longest} characters; an empty list when there is no member. */
    public List<String> texts(String name, int most, int longest) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        boolean isValid = node.isArray();
        for (JsonNode each : node) {
            String text = each.isString() ? each.stringValue() : "";
            isValid = isValid && texts.size() < most && !text.isEmpty() && text.length() <= longest;
            texts.add(text);
        }
        if (!isValid) {
            throw RequestErrors.invalid(
                    name + " must be a list of at most " + most + " texts of 1 to " + longest + " characters.");
        }
        return texts;
    }

    /** Returns the value of a boolean member; empty when there is none. */
    public Optional<Boolean> flag(String name) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw RequestErrors.invalid(name + " must be true or false.");
        }
        return Optional.of(node.booleanValue());
    }

    /** Returns the whole number of a member; empty when there is none. */
    public Optional<Integer> number(String name, int least, int most) {
        JsonNode node = object.path(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!node.canConvertToLong() || node.longValue() < least || node.longValue() > most) {
            throw RequestErrors.invalid(name + " must be a number from " + least + " to " + most + ".");
        }
        return Optional.of((int) node.longValue());
    }
}
