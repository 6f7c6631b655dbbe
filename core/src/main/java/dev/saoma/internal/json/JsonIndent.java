package dev.saoma.internal.json;

import java.util.Iterator;
import java.util.Map;

/** Writes JSON as people write it in files: two spaces, one member a line, line feeds, and one at the end. */
public final class JsonIndent {
    private static final String STEP = "  ";

    private JsonIndent() {}

    /** Returns the text of a value. */
    public static String of(JsonNode node) {
        var text = new StringBuilder();
        write(text, node, "\n");
        return text.append('\n').toString();
    }

    private static void write(StringBuilder text, JsonNode node, String line) {
        if (node.isObject() && !node.properties().isEmpty()) {
            object(text, node, line);
        } else if (node.isArray() && node.iterator().hasNext()) {
            array(text, node, line);
        } else {
            text.append(JsonText.of(node));
        }
    }

    private static void object(StringBuilder text, JsonNode node, String line) {
        char before = '{';
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            text.append(before)
                    .append(line)
                    .append(STEP)
                    .append(JsonText.of(member.getKey()))
                    .append(": ");
            write(text, member.getValue(), line + STEP);
            before = ',';
        }
        text.append(line).append('}');
    }

    private static void array(StringBuilder text, JsonNode node, String line) {
        char before = '[';
        for (Iterator<JsonNode> entries = node.iterator(); entries.hasNext(); ) {
            text.append(before).append(line).append(STEP);
            write(text, entries.next(), line + STEP);
            before = ',';
        }
        text.append(line).append(']');
    }
}
