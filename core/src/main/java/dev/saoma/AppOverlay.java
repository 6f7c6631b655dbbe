package dev.saoma;

import dev.saoma.element.OverlayFiles;

/**
 * An app that extends the app in a folder and is stored elsewhere, such as in a database. Called by one thread at a time, which
 * waits.
 */
public interface AppOverlay {

    /**
     * Returns the version of the files as they are now; asked for at each check for changes.
     *
     * @throws RuntimeException when the store is not reached; the app then stays as it is
     */
    long version();

    /** Returns the files as they are now. */
    OverlayFiles files();
}
