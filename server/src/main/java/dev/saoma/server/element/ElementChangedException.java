package dev.saoma.server.element;

import java.util.Optional;

/** The element is no longer the version that the administrator has seen. */
public final class ElementChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<StoredElement> present;

    private ElementChangedException(Optional<StoredElement> present) {
        super("The login method is another one than you have seen.");
        this.present = present;
    }

    static ElementChangedException of(Optional<StoredElement> present) {
        return new ElementChangedException(present);
    }

    /** Returns the element as it is now; empty when there is none. */
    public Optional<StoredElement> present() {
        return present;
    }
}
