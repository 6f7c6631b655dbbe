package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.internal.setting.SettingFaults;

/**
 * One thing that is wrong with how Saoma is set up.
 *
 * @param key the property, as it is written in a file; the file at fault when no property is
 * @param origin where it is set, such as {@code application.properties - 3:12}; empty when it is not
 * @param problem what is wrong and what to do; never the value
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
