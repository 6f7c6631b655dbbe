package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.setting.Setting;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Settings as a JSON object, with numbers and booleans as such; and a description of each. */
final class SettingJson {

    static final Set<String> NAMES =
            Arrays.stream(Setting.values()).map(Setting::label).collect(Collectors.toUnmodifiableSet());

    private static final JsonMapper JSON = new JsonMapper();

    private SettingJson() {}

    /** Returns the settings that are present, unchecked. */
    static Map<Setting, String> read(Fields fields) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            // A number or a boolean may also be a text, as a shell writes it.
            fields.find(setting.label())
                    .filter(JsonNode::isValueNode)
                    .ifPresent(value -> values.put(setting, value.asString()));
        }
        return values;
    }

    static ObjectNode write(Map<Setting, String> settings) {
        ObjectNode node = JSON.createObjectNode();
        settings.forEach((setting, value) -> put(node, setting.label(), setting, value));
        return node;
    }

    /**
     * Returns a list of settings: name, meaning, default, allowed values, and these as choices when they can be listed.
     */
    static ArrayNode table() {
        ArrayNode list = JSON.createArrayNode();
        for (Setting setting : Setting.values()) {
            ObjectNode node = list.addObject().put("name", setting.label()).put("about", setting.about());
            put(node, "default", setting, setting.standard());
            node.put("allowed", setting.words());
            ArrayNode choices = node.putArray("choices");
            setting.choices().forEach(choices::add);
        }
        return list;
    }

    private static void put(ObjectNode node, String name, Setting setting, String value) {
        if (setting.standard().matches("\\d+")) {
            node.put(name, Integer.parseInt(value));
        } else if (setting.standard().matches("true|false")) {
            node.put(name, Boolean.parseBoolean(value));
        } else {
            node.put(name, value);
        }
    }
}
