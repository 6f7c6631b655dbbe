package dev.saoma.store.memory;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A secondary index: the keys of rows that share a value. */
final class Index<K, V> {
    private final Map<K, Set<V>> entries = new HashMap<>();
    private final Undo undo;

    Index(Undo undo) {
        this.undo = undo;
    }

    List<V> under(K key) {
        return List.copyOf(entries.getOrDefault(key, Set.of()));
    }

    void add(K key, V value) {
        put(key, value);
        undo.remember(() -> drop(key, value));
    }

    void remove(K key, V value) {
        drop(key, value);
        undo.remember(() -> put(key, value));
    }

    private void put(K key, V value) {
        entries.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(value);
    }

    private void drop(K key, V value) {
        entries.computeIfPresent(key, (same, values) -> {
            values.remove(value);
            return values.isEmpty() ? null : values;
        });
    }
}
