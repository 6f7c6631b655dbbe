package dev.saoma.server.draft;

import dev.saoma.error.ConfigException;
import java.util.List;

/**
 * A reason why an element cannot be saved.
 *
 * @param file the file below the app's folder; empty when the fault is in no file
 * @param key the key in the file, or {@code name}; empty for a fault of the whole file
 * @param message the problem and its fix
 */
public record ElementFault(String file, String key, String message) {

    /** Returns the faults that a loader has found. */
    static List<ElementFault> of(ConfigException failure, String root) {
        return failure.all().stream()
                .map(fault -> new ElementFault(relative(fault.file(), root), fault.key(), fault.problem()))
                .toList();
    }

    /** Operators of the console need not know where the folder is. */
    private static String relative(String file, String root) {
        return file.startsWith(root) ? file.substring(root.length()).replaceFirst("^[/\\\\]", "") : file;
    }

    /** Returns place and problem in a sentence. */
    String text() {
        String place = file.isEmpty() ? key : key.isEmpty() ? file : file + ", " + key;
        return place.isEmpty() ? message : place + ": " + message + ".";
    }
}
