package dev.saoma.servlet.internal.setting;

import dev.saoma.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Collects the faults of the settings, so that the operator sees all of them at once. Not thread-safe. */
public final class SettingFaults {
    /** The file that a fault names when its key was not set. */
    public static final String NOWHERE = "settings";

    private final List<ConfigException> all = new ArrayList<>();
    private final UnaryOperator<String> origins;

    /** @param origins returns the place where a key was set; an empty text when it was not set */
    public SettingFaults(UnaryOperator<String> origins) {
        this.origins = origins;
    }

    /** Adds a fault of one key. */
    public void add(String key, String problem) {
        String origin = origins.apply(key);
        if (all.stream().noneMatch(one -> one.key().equals(key) && one.problem().equals(problem))) {
            all.add(new ConfigException(origin.isEmpty() ? NOWHERE : origin, key, problem));
        }
    }

    /** Returns the created value. When its creation throws, adds the faults and returns empty. */
    public <T> Optional<T> check(Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (ConfigException e) {
            e.all().forEach(this::add);
            return Optional.empty();
        }
    }

    /** As {@link #check(Supplier)}, for exceptions that do not name the key. */
    public <T> Optional<T> check(String key, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException e) {
            add(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void add(ConfigException refused) {
        if (refused.file().equals(NOWHERE)) {
            add(refused.key(), refused.problem());
        } else {
            all.add(refused);
        }
    }

    /** Returns whether a fault of this key was added, so that settings that depend on it cannot be checked. */
    public boolean names(String key) {
        return all.stream().anyMatch(fault -> fault.key().equals(key));
    }

    /** Returns every fault that was added. */
    public List<ConfigException> all() {
        return List.copyOf(all);
    }

    /**
     * Requires that no fault was added.
     *
     * @throws ConfigException the first fault, which carries the others, if there is any
     */
    public void requireNone() {
        if (!all.isEmpty()) {
            throw ConfigException.of(all);
        }
    }
}
