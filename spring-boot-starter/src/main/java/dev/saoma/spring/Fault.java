package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.internal.setting.SettingFaults;

/**
 * One fault of Saoma's configuration.
 *
 * @param key the property, as written in a file; for a fault of a file, the file
 * @param origin the place where it is set, such as {@code application.properties - 3:12}; empty when it is not
 * @param problem the problem and its fix; never the value
 */
record Fault(String key, String origin, String problem) {
    static Fault of(ConfigException refused) {
        if (refused.key().isEmpty()) {
            return new Fault(refused.file(), "", refused.problem());
        }
        String origin = refused.file().equals(SettingFaults.NOWHERE) ? "" : refused.file();
        return new Fault(refused.key(), origin, refused.problem());
    }

    @Override
    public String toString() {
        return key + (origin.isEmpty() ? "" : " (" + origin + ")") + ": " + problem;
    }
}
