package dev.saoma.server.setting;

import java.util.Optional;

/**
 * The value of {@code saoma.console}.
 *
 * @param isOn whether there is a console
 * @param port its own port; empty for the public one, and without a console
 */
record ConsolePlace(boolean isOn, Optional<Integer> port) {
    static final ConsolePlace OFF = new ConsolePlace(false, Optional.empty());
    static final ConsolePlace PUBLIC = new ConsolePlace(true, Optional.empty());
}
