package dev.saoma.emulator.control;

import dev.saoma.emulator.http.Call;
import dev.saoma.emulator.http.Route;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET} and {@code POST /_emulator/settings}: an object of them; what a POST leaves out stays. */
final class SettingControl {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NAMES =
            Arrays.stream(Setting.values()).map(Setting::label).collect(Collectors.toUnmodifiableSet());

    private final Settings settings;

    SettingControl(Settings settings) {
        this.settings = settings;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/_emulator/settings", guard.around(call -> Optional.of(json()))),
                Route.of(Set.of("POST"), "/_emulator/settings", guard.around(this::change)));
    }

    private Optional<JsonNode> change(Call call) {
        Fields fields = Fields.of(call, NAMES);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            // A number or a truth value may also come as text, as a shell writes it.
            fields.find(setting.label())
                    .filter(JsonNode::isValueNode)
                    .ifPresent(value -> values.put(setting, value.asString()));
        }
        settings.change(values);
        return Optional.of(json());
    }

    private ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        settings.all().forEach((setting, value) -> {
            if (setting.standard().matches("\\d+")) {
                node.put(setting.label(), Integer.parseInt(value));
            } else if (setting.standard().matches("true|false")) {
                node.put(setting.label(), Boolean.parseBoolean(value));
            } else {
                node.put(setting.label(), value);
            }
        });
        return node;
    }
}
