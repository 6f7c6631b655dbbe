package dev.saoma.server.draft;

import dev.saoma.internal.json.JsonIndent;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.internal.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The members of a JSON file, to read and to change. Unknown members and the order of members stay. Not thread-safe. */
public final class JsonFile {
    private static final JsonReader READER = JsonReader.of(16, 16_384);

    private final String text;
    private final JsonNode before;
    private final Map<String, JsonNode> members = new LinkedHashMap<>();

    /** @param text an empty text for a new file */
    public JsonFile(String text) {
        this.text = text;
        this.before = tree(text);
        before.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    }

    /** A file that is not readable has no members. */
    private static JsonNode tree(String text) {
        try {
            return READER.readTree(text);
        } catch (JacksonException e) {
            return JsonNode.emptyObject();
        }
    }

    /** Returns the value of a member, or of one in the objects above it; a missing node when there is none. */
    public JsonNode find(String... path) {
        JsonNode at = JsonNode.object(members);
        for (String name : path) {
            at = at.path(name);
        }
        return at;
    }

    /** Returns a text; empty when there is none. */
    public Optional<String> text(String... path) {
        JsonNode node = find(path);
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    /**
     * Sets a member.
     *
     * @param order the usual order of such members; a new one is put after those that usually precede it
     */
    public void set(String name, JsonNode value, List<String> order) {
        set(members, name, value, order);
    }

    /** Sets a member of an object in this one. */
    void set(String object, String name, JsonNode value, List<String> order) {
        Map<String, JsonNode> inner = copy(find(object));
        set(inner, name, value, order);
        set(members, object, JsonNode.object(inner), List.of(object));
    }

    /** Removes a member of an object in this one. */
    void remove(String object, String name) {
        Map<String, JsonNode> inner = copy(find(object));
        if (inner.remove(name) != null) {
            members.put(object, JsonNode.object(inner));
        }
    }

    /** Removes a member. */
    public void remove(String name) {
        members.remove(name);
    }

    /** Sets a member at the end of a path, or removes it when the value is null. */
    void put(List<String> path, JsonNode value) {
        JsonNode changed = put(JsonNode.object(members), path, value);
        members.clear();
        changed.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    }

    private static JsonNode put(JsonNode object, List<String> path, JsonNode value) {
        Map<String, JsonNode> inner = copy(object);
        String name = path.get(0);
        if (path.size() > 1) {
            inner.put(name, put(object.path(name), path.subList(1, path.size()), value));
        } else if (value.isNull()) {
            inner.remove(name);
        } else {
            inner.put(name, value);
        }
        return JsonNode.object(inner);
    }

    private static Map<String, JsonNode> copy(JsonNode object) {
        var copy = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
        return copy;
    }

    private static void set(Map<String, JsonNode> members, String name, JsonNode value, List<String> order) {
        if (members.replace(name, value) != null) {
            return;
        }
        List<String> before =
                order.contains(name) ? order.subList(0, order.indexOf(name)) : List.copyOf(members.keySet());
        var entries = new ArrayList<>(members.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList());
        int place = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (before.contains(entries.get(i).getKey())) {
                place = i + 1;
            }
        }
        entries.add(place, Map.entry(name, value));
        members.clear();
        entries.forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    }

    /** Returns the text of the file: as it was when no value has changed. */
    public String written() {
        JsonNode after = JsonNode.object(members);
        @Nullable String same = !text.isEmpty() && after.equals(before) ? text : null;
        return same == null ? JsonIndent.of(after) : same;
    }
}
