package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Collects what is wrong with the properties, so that the operator reads all of it at once. Not thread-safe. */
final class Faults {
    private final List<Fault> all = new ArrayList<>();
    private final UnaryOperator<String> origins;

    /** @param origins answers where a property is set; an empty text when it is not */
    Faults(UnaryOperator<String> origins) {
        this.origins = origins;
    }

    void add(String key, String problem) {
        var fault = new Fault(key, origins.apply(key), problem);
        if (!all.contains(fault)) {
            all.add(fault);
        }
    }

    /** What core or the servlet has refused. */
    void add(ConfigException refused) {
        String where = refused.file() + ": ";
        String prefix = refused.key().isEmpty() ? where : where + "key \"" + refused.key() + "\": ";
        String problem = String.valueOf(refused.getMessage()).substring(prefix.length());
        if (refused.file().equals("settings")) {
            add(refused.key(), problem);
        } else {
            boolean whole = refused.key().isEmpty();
            all.add(new Fault(whole ? refused.file() : refused.key(), whole ? "" : refused.file(), problem));
        }
    }

    /** What is made of properties; empty, and noted, when they are refused. */
    <T> Optional<T> check(Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (ConfigException e) {
            add(e);
            return Optional.empty();
        }
    }

    /** Likewise where the refusal does not name the property. */
    <T> Optional<T> check(String key, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException e) {
            add(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Whether a property has been found wrong, so that what depends on it cannot be said. */
    boolean names(String key) {
        return all.stream().anyMatch(fault -> fault.key().equals(key));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** All of them, to throw. */
    SettingsException refusal() {
        return new SettingsException(all);
    }

    /** @throws SettingsException when there is any */
    void requireNone() {
        if (!all.isEmpty()) {
            throw refusal();
        }
    }
}
