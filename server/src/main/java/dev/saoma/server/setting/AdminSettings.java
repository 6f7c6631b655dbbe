package dev.saoma.server.setting;

import dev.saoma.secret.Secret;
import dev.saoma.server.element.ElementsMode;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import java.util.Optional;

/**
 * The settings of the administrator's API. There is no such API without a key and without the console.
 *
 * @param key {@code saoma.admin-key}
 * @param console {@code saoma.console}: whether administrators sign in to the console with WeChat; off when not given
 * @param consolePort the console's own port; empty when it is at the public address
 * @param elements {@code saoma.elements}: where login instances are edited; the folder when not given
 * @param sources of all settings, for administrators to look at; empty when a program made the settings
 */
public record AdminSettings(
        Optional<Secret> key,
        boolean console,
        Optional<ConsolePort> consolePort,
        ElementsMode elements,
        Optional<Configuration> sources) {
    /** @throws IllegalArgumentException when there is a port and no console */
    public AdminSettings {
        if (consolePort.isPresent() && !console) {
            throw new IllegalArgumentException("a port of the console, and no console");
        }
    }

    /** Neither a key nor the console. */
    public static final AdminSettings NONE = new AdminSettings(Optional.empty(), false);

    /** Creates settings that a program made. */
    public AdminSettings(Optional<Secret> key, boolean console) {
        this(key, console, Optional.empty(), ElementsMode.FOLDER, Optional.empty());
    }

    static AdminSettings read(SettingReader reader, SettingFaults faults, Mode mode, Configuration configuration) {
        return new AdminSettings(
                reader.secret("saoma.admin-key"),
                reader.find(ConsolePort.CONSOLE, ConsolePlace.class)
                        .orElse(ConsolePlace.OFF)
                        .isOn(),
                ConsolePort.read(reader, faults, mode),
                reader.find("saoma.elements", ElementsMode.class).orElse(ElementsMode.FOLDER),
                Optional.of(configuration));
    }

    /** Returns whether there is an administrator's API. */
    public boolean isPresent() {
        return key.isPresent() || console;
    }
}
