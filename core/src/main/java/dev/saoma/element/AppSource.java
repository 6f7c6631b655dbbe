package dev.saoma.element;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one app's files. */
interface AppSource {

    /** Returns the name of a file for messages: its path, or another name that the operator knows. */
    String describe(String file);

    /** Returns the name of a key for messages. */
    default String key(String file, String key) {
        return key;
    }

    /** Returns the folder of the app; empty when the app does not come from files that may change. */
    Optional<Path> folder();

    /**
     * Returns the text of a file below the app's root, such as {@code auths/loginTypes/X/e.json}; empty when there is
     * none.
     */
    Optional<String> read(String file);

    /** Returns the full names of all elements: the folders with an {@code e.json}. */
    List<ElementName> elements();
}
