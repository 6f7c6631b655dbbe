package dev.saoma.servlet.internal.setting;

import dev.saoma.session.SessionLifetimes;

/**
 * How long sessions last. Without {@code saoma.session.cached}, the cache answers for less time where several nodes may share
 * the database.
 *
 * @param embedded with a SQLite file, which has one node
 * @param shared with a database server
 */
public record SessionsByStore(SessionLifetimes embedded, SessionLifetimes shared) {
    /** The defaults of both. */
    public static final SessionsByStore DEFAULT =
            new SessionsByStore(SessionLifetimes.DEFAULT, SessionLifetimes.SHARED);
}
