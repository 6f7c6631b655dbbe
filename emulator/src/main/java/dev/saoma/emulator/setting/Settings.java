package dev.saoma.emulator.setting;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The current settings. Thread-safe. */
public final class Settings {

    private final Map<Setting, String> initial;
    private volatile Map<Setting, String> present;

    /**
     * Creates settings.
     *
     * @param initial those that differ from the default
     * @throws IllegalArgumentException with a message when a value is not allowed
     */
    public Settings(Map<Setting, String> initial) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            all.put(setting, setting.checked(initial.getOrDefault(setting, setting.standard())));
        }
        this.initial = Collections.unmodifiableMap(all);
        this.present = this.initial;
    }

    public Map<Setting, String> all() {
        return present;
    }

    public String text(Setting setting) {
        return present.getOrDefault(setting, setting.standard());
    }

    public boolean flag(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /**
     * Changes these settings and keeps the others.
     *
     * @throws IllegalArgumentException with a message when a value is not allowed; nothing changes then
     */
    public synchronized void change(Map<Setting, String> values) {
        Map<Setting, String> changed = new EnumMap<>(present);
        values.forEach((setting, value) -> changed.put(setting, setting.checked(value)));
        present = Collections.unmodifiableMap(changed);
    }

    public synchronized void reset() {
        present = initial;
    }
}
