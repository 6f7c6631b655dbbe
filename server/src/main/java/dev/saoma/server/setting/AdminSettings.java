package dev.saoma.server.setting;

import dev.saoma.secret.Secret;
import dev.saoma.server.element.ElementsMode;
import java.util.Optional;

/**
 * The settings of the administrator's API. There is no such API without a key and without the console.
 *
 * @param key {@code saoma.admin-key}
 * @param console {@code saoma.console}: whether administrators sign in to the console with WeChat; off when not given
 * @param elements {@code saoma.elements}: where login instances are edited; the folder when not given
 * @param sources of all settings, for administrators to look at; empty when a program made the settings
 */
public record AdminSettings(
        Optional<Secret> key, boolean console, ElementsMode elements, Optional<Configuration> sources) {
    /** Neither a key nor the console. */
    public static final AdminSettings NONE = new AdminSettings(Optional.empty(), false);

    /** Creates settings that a program made. */
    public AdminSettings(Optional<Secret> key, boolean console) {
        this(key, console, ElementsMode.FOLDER, Optional.empty());
    }

    /** Returns whether there is an administrator's API. */
    public boolean isPresent() {
        return key.isPresent() || console;
    }
}
