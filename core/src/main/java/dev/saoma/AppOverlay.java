package dev.saoma;

import dev.saoma.element.OverlayFiles;

/**
 * An app that extends the app in a folder and is stored elsewhere, such as in a database. Its reads are called by one thread at a
 * time, which waits.
 */
public interface AppOverlay {

    /**
     * Returns the version of the files as they are now; asked for at each check for changes.
     *
     * @throws RuntimeException when the store is not reached; the app then stays as it is
     */
    long version();

    /**
     * Calls the listener when the files may have changed, so that the app checks them at once and not at the next interval. Called
     * once, when an app is opened. The listener returns at once and may be called by any thread. By default it is never called.
     */
    default void subscribe(Runnable changed) {}

    /** Returns the files as they are now. */
    OverlayFiles files();
}
