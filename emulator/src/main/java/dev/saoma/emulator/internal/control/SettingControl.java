package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Route;
import dev.saoma.emulator.setting.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET} and {@code POST /_emulator/settings}: an object of settings; a POST changes only those it contains.
 * {@code GET /_emulator/settings/about}: a description of each.
 */
final class SettingControl {

    private final Settings settings;

    SettingControl(Settings settings) {
        this.settings = settings;
    }

    List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/_emulator/settings", guard.around(call -> Optional.of(SettingJson.write(settings.all())))),
                Route.get("/_emulator/settings/about", guard.around(call -> Optional.of(SettingJson.table()))),
                Route.of(Set.of("POST"), "/_emulator/settings", guard.around(this::change)));
    }

    private Optional<JsonNode> change(Call call) {
        settings.change(SettingJson.read(Fields.of(call, SettingJson.NAMES)));
        return Optional.of(SettingJson.write(settings.all()));
    }
}
