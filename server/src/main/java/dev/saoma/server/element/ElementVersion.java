package dev.saoma.server.element;

import dev.saoma.store.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of an element's history.
 *
 * @param version 1 for the oldest
 * @param reason what the administrator has written; empty for nothing
 */
public record ElementVersion(int version, Instant at, Actor actor, Change change, Optional<String> reason) {

    /** What has made the version. */
    public enum Change {
        CREATED,
        SAVED,
        DELETED,
        UNDONE,
        /** The files as another program wrote them before this version, or as those of an app that it overrides were then. */
        FOUND;

        /** Returns the name that is stored and sent. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A change of a newer release is read as {@link #SAVED}. */
        static Change of(String code) {
            for (Change change : values()) {
                if (change.code().equals(code)) {
                    return change;
                }
            }
            return SAVED;
        }
    }
}
