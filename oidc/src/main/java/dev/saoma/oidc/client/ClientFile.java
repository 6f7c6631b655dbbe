package dev.saoma.oidc.client;

import dev.saoma.element.Json;
import dev.saoma.error.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the keys of a client's file. A wrong value adds a fault and is replaced by its default, so that all keys are read. Not
 * thread-safe.
 */
final class ClientFile {
    private static final int MOST = 100;

    private final Json json;
    private final List<ConfigException> faults = new ArrayList<>();

    ClientFile(Json json) {
        this.json = json;
    }

    /** Returns every fault that was added. */
    List<ConfigException> faults() {
        return faults;
    }

    void add(String key, String problem) {
        faults.add(json.fault(key, problem));
    }

    /** Returns whether a key has a value. */
    boolean has(String key) {
        var value = json.raw().get(key);
        return value != null && value.isPresent();
    }

    boolean flag(String key) {
        return flag(key, false);
    }

    boolean flag(String key, boolean byDefault) {
        return read(() -> json.flag(key, byDefault)).orElse(byDefault);
    }

    Optional<String> text(String key) {
        return read(() -> json.text(key)).flatMap(Function.identity());
    }

    /** Returns the value that a text names. */
    <T> Optional<T> choice(String key, Map<String, T> choices) {
        return parsed(
                key,
                text(key),
                text -> Optional.ofNullable(choices.get(text))
                        .orElseThrow(() ->
                                new IllegalArgumentException("must be one of " + String.join(", ", choices.keySet()))));
    }

    /** Returns what a text means; the message of its exception is the fault. */
    <T> Optional<T> parsed(String key, Optional<String> text, Function<String, T> meaning) {
        try {
            return text.map(meaning);
        } catch (IllegalArgumentException e) {
            add(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Returns what the texts of a list mean, without those at fault. */
    <T> List<T> all(String key, Function<String, T> meaning) {
        List<String> texts = read(() -> json.texts(key)).orElse(List.of());
        if (texts.size() > MOST) {
            add(key, "must have at most " + MOST + " entries");
            return List.of();
        }
        var all = new ArrayList<T>();
        for (int i = 0; i < texts.size(); i++) {
            parsed(key + "[" + i + "]", Optional.of(texts.get(i)), meaning).ifPresent(all::add);
        }
        return all;
    }

    /** Returns the values of a list that limits something: without the key there is no limit, so it cannot be empty. */
    <T> Set<T> limit(String key, Function<String, T> meaning) {
        List<T> all = all(key, meaning);
        if (has(key)
                && all.isEmpty()
                && faults.stream().noneMatch(fault -> fault.key().startsWith(key))) {
            add(key, "must have an entry; leave the key out for no limit");
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(all));
    }

    private <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigException e) {
            faults.add(e);
            return Optional.empty();
        }
    }
}
