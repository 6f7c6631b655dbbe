package dev.saoma.store.memory;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows by a unique key. */
final class Table<K, V> {
    private final Map<K, V> rows = new HashMap<>();
    private final Undo undo;

    Table(Undo undo) {
        this.undo = undo;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    Collection<V> all() {
        return rows.values();
    }

    /** @throws LoginException {@code store_unavailable}, as from a database, when the key exists */
    void insert(K key, V row) {
        if (rows.containsKey(key)) {
            throw new LoginException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "The database does not answer; try again in a moment.",
                    "a second row of a unique key",
                    Map.of());
        }
        replace(key, row);
    }

    void replace(K key, V row) {
        V before = rows.put(key, row);
        undo.remember(() -> restore(key, before));
    }

    boolean remove(K key) {
        V before = rows.remove(key);
        if (before == null) {
            return false;
        }
        undo.remember(() -> restore(key, before));
        return true;
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }
}
