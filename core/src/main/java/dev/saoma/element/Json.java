package dev.saoma.element;

import dev.saoma.error.ConfigException;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import dev.saoma.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One JSON object of a configuration file. Errors name the file and the key. {@code {{NAME}}} placeholders are filled
 * when a text is read.
 */
public final class Json {
    private static final JsonReader READER = JsonReader.of(16, 16_384);

    private final String file;
    /** The text of the whole file; empty for a missing file. */
    private final Optional<String> source;

    private final String path;
    private final JsonNode object;
    private final UnaryOperator<String> placeholders;
    private final UnaryOperator<String> keys;

    private Json(
            String file,
            Optional<String> source,
            String path,
            JsonNode object,
            UnaryOperator<String> placeholders,
            UnaryOperator<String> keys) {
        this.file = file;
        this.source = source;
        this.keys = keys;
        this.path = path;
        this.object = object;
        this.placeholders = placeholders;
    }

    /**
     * Reads the text of a whole file.
     *
     * @param keys returns the name of a key for messages
     */
    static Json parse(String file, String text, UnaryOperator<String> placeholders, UnaryOperator<String> keys) {
        if (text.startsWith("\uFEFF")) {
            throw new ConfigException(file, "", "starts with a byte order mark; save it as UTF-8 without one");
        }
        try {
            JsonNode node = READER.readTree(text);
            if (!node.isObject()) {
                throw new ConfigException(file, "", "must hold one JSON object, { … }");
            }
            return new Json(file, Optional.of(text), "", node, placeholders, keys);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new ConfigException(
                    file, "", "is not readable JSON" + where + " (is a key there twice, or a comma missing?)");
        }
    }

    /** Returns an object's text, as {@link #parse} reads it. */
    static String text(Map<String, ?> object) {
        return JsonText.of(object);
    }

    /** Returns an object without keys, for an optional file that is missing. */
    static Json empty(String file) {
        return new Json(
                file, Optional.empty(), "", JsonNode.emptyObject(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Returns the file's name for messages. */
    public String file() {
        return file;
    }

    /**
     * Returns the text of the whole file, in which placeholders are as written; empty when the file is missing. It may hold a
     * secret.
     */
    public Optional<String> source() {
        return source;
    }

    /** Returns the text under a key; empty when the key is missing. */
    public Optional<String> text(String key) {
        JsonNode node = node(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw fault(key, "must be a text in double quotes");
        }
        return Optional.of(filled(key, node.stringValue()));
    }

    /** Returns the text under a key that must be present and not blank. */
    public String requiredText(String key) {
        return text(key)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> fault(key, "is required and must not be empty"));
    }

    /** Returns the texts in the list under a key; empty when the key is missing. */
    public List<String> texts(String key) {
        JsonNode node = node(key);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw fault(key, "must be a list of texts, [ \"…\" ]");
        }
        var all = new ArrayList<String>();
        for (JsonNode entry : node) {
            if (!entry.isString()) {
                throw fault(key, "must hold texts in double quotes only");
            }
            all.add(filled(key, entry.stringValue()));
        }
        return all;
    }

    private String filled(String key, String text) {
        try {
            return placeholders.apply(text);
        } catch (IllegalArgumentException e) {
            throw fault(key, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the boolean under a key, or the default when the key is missing. */
    public boolean flag(String key, boolean byDefault) {
        JsonNode node = node(key);
        if (node == null) {
            return byDefault;
        }
        if (!node.isBoolean()) {
            throw fault(key, "must be true or false, without quotes");
        }
        return node.booleanValue();
    }

    /** Returns the object under a key, or an object without keys when the key is missing. */
    public Json object(String key) {
        JsonNode node = node(key);
        if (node == null) {
            return new Json(file, source, path(key) + ".", JsonNode.emptyObject(), placeholders, keys);
        }
        if (!node.isObject()) {
            throw fault(key, "must be an object, { … }");
        }
        return new Json(file, source, path(key) + ".", node, placeholders, keys);
    }

    /** Returns the objects in the list under a key; empty when the key is missing. */
    public List<Json> objects(String key) {
        JsonNode node = node(key);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw fault(key, "must be a list, [ … ]");
        }
        var all = new ArrayList<Json>();
        for (JsonNode entry : node) {
            if (!entry.isObject()) {
                throw fault(key, "must hold objects only");
            }
            all.add(new Json(file, source, path(key) + "[" + all.size() + "].", entry, placeholders, keys));
        }
        return all;
    }

    /**
     * Returns all keys with their raw values, in the file's order. Keys that Saoma does not know are included, for an
     * application's own Type.
     */
    public Map<String, JsonNode> raw() {
        var all = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** Returns an exception for a fault at one of this object's keys. */
    public ConfigException fault(String key, String problem) {
        return new ConfigException(file, keys.apply(path(key)), problem);
    }

    private String path(String key) {
        return path + key;
    }

    private @Nullable JsonNode node(String key) {
        JsonNode node = object.path(key);
        return node.isPresent() ? node : null;
    }
}
