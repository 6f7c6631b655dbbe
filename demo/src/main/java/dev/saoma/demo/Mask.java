package dev.saoma.demo;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Masks secrets: only the first four characters of each are shown. */
final class Mask {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SECRETS =
            Set.of("state", "code", "loginCode", "token", "bindTicket", "attemptSecret");
    /** The code of a problem document is the name of an error, not a secret. */
    private static final Pattern ERROR_NAME = Pattern.compile("[a-z]+(_[a-z]+)+");

    private static final Pattern IN_ADDRESS =
            Pattern.compile("([?&](?:state|code|secret|access_token|refresh_token)=[^&#\"]{0,4})[^&#\"]*");

    private Mask() {}

    /** Masks a JSON text, also addresses inside it. Of other texts, only the secrets in addresses are masked. */
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

    static String secret(String text) {
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
        boolean secret = SECRETS.contains(key) && !ERROR_NAME.matcher(value).matches();
        return secret ? secret(value) : address(value);
    }
}
