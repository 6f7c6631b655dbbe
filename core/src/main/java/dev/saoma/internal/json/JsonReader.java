package dev.saoma.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON strictly: one value, no duplicate members, limited depth and lengths. Thread-safe. */
public final class JsonReader {
    private static final int NAME = 256;

    private final JsonFactory factory;

    private JsonReader(StreamReadConstraints constraints) {
        this.factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /**
     * Returns a reader with a maximal depth of objects and arrays, which also bounds the stack. Names have at most 256
     * characters.
     */
    public static JsonReader ofDepth(int levels) {
        return new JsonReader(StreamReadConstraints.builder()
                .maxNestingDepth(levels)
                .maxNameLength(NAME)
                .build());
    }

    /** Returns such a reader that also limits the length of strings. */
    public static JsonReader of(int levels, int longest) {
        return new JsonReader(StreamReadConstraints.builder()
                .maxNestingDepth(levels)
                .maxNameLength(NAME)
                .maxStringLength(longest)
                .build());
    }

    /**
     * Reads a whole text.
     *
     * @return a missing node when the text is empty
     * @throws JacksonException when it is not JSON or exceeds a limit; the message tells the position, never a
     *     value
     */
    public JsonNode readTree(String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return JsonNode.MISSING;
            }
            JsonNode node = node(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "there is more after the value");
            }
            return node;
        }
    }

    private static JsonNode node(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNode(parser.getNumberValue());
            case VALUE_TRUE -> new JsonNode(true);
            case VALUE_FALSE -> new JsonNode(false);
            case VALUE_NULL -> JsonNode.NULL;
            default -> throw new StreamReadException(parser, "no value begins here");
        };
    }

    private static JsonNode object(JsonParser parser) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, node(parser));
        }
        return new JsonNode(Collections.unmodifiableMap(members));
    }

    private static JsonNode array(JsonParser parser) {
        List<JsonNode> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries.add(node(parser));
        }
        return new JsonNode(Collections.unmodifiableList(entries));
    }
}
