package dev.saoma.element;

import java.util.Map;
import java.util.Set;

/**
 * Changed and deleted files of an app, which are laid over its folder in memory.
 *
 * @param written the new texts by their names below the app's root, such as {@code auths/loginTypes/X/e.json}
 * @param deleted the names of deleted files
 */
public record FileChanges(Map<String, String> written, Set<String> deleted) {
    /** No change. */
    public static final FileChanges NONE = new FileChanges(Map.of(), Set.of());

    public FileChanges {
        written = Map.copyOf(written);
        deleted = Set.copyOf(deleted);
    }

    /** Returns the names alone, since the texts may hold a secret. */
    @Override
    public String toString() {
        return "FileChanges[written=" + written.keySet() + ", deleted=" + deleted + "]";
    }
}
