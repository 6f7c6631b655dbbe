package dev.saoma.server.setting;

import dev.saoma.secret.Secret;
import java.util.Optional;

/**
 * The settings of the administrator's API. There is no such API without a key and without the console.
 *
 * @param key {@code saoma.admin-key}
 * @param console {@code saoma.console}: whether administrators sign in to the console with WeChat; off when not given
 */
public record AdminSettings(Optional<Secret> key, boolean console) {
    /** Neither a key nor the console. */
    public static final AdminSettings NONE = new AdminSettings(Optional.empty(), false);

    /** Returns whether there is an administrator's API. */
    public boolean isPresent() {
        return key.isPresent() || console;
    }
}
