package dev.saoma.demo;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what was sent without showing what it was good for: of each right only the first four characters. */
final class Mask {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> RIGHTS =
            Set.of("state", "code", "loginCode", "token", "bindTicket", "attemptSecret");
    /** A problem document's code is the name of an error, which nobody can use for anything. */
    private static final Pattern ERROR_NAME = Pattern.compile("[a-z]+(_[a-z]+)+");

    private static final Pattern IN_ADDRESS =
            Pattern.compile("([?&](?:state|code|secret|access_token|refresh_token)=[^&#\"]{0,4})[^&#\"]*");

    private Mask() {}

    /** Of a JSON text, also of addresses inside it; what is no JSON is shown as it is, without rights in addresses. */
    static String json(String text) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            JsonNode node = JSON.readTree(text);
            walk(node);
            return node.toString();
        } catch (JacksonException e) {
            return address(text);
        }
    }

    static String address(String text) {
        return IN_ADDRESS.matcher(text).replaceAll("$1…");
    }

    static String right(String text) {
        return text.length() <= 4 ? text : text.substring(0, 4) + "…";
    }

    private static void walk(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                JsonNode value = entry.getValue();
                if (value.isString()) {
                    object.put(entry.getKey(), text(entry.getKey(), value.stringValue()));
                } else {
                    walk(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(Mask::walk);
        }
    }

    private static String text(String key, String value) {
        boolean right = RIGHTS.contains(key) && !ERROR_NAME.matcher(value).matches();
        return right ? right(value) : address(value);
    }
}
