package dev.saoma.element;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where one app's files are read from. */
interface AppSource {

    /** For messages: a folder's path, or what else the operator would recognise. */
    String describe(String file);

    /** For messages: how the operator knows a key of a file. */
    default String key(String file, String key) {
        return key;
    }

    /** The folder that it is read from, which may change; empty for what cannot. */
    Optional<Path> folder();

    /** The text of a file below the app's root, {@code auths/loginTypes/X/e.json}; empty when there is none. */
    Optional<String> read(String file);

    /** The full names of all elements: every folder with an {@code e.json}. */
    List<ElementName> elements();
}
