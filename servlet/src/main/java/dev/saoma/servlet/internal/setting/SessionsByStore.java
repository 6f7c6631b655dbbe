package dev.saoma.servlet.internal.setting;

import dev.saoma.session.SessionLifetimes;

/**
 * The lifetimes of sessions for each kind of database. Without {@code saoma.session.cached}, the cache is used for less time
 * with a database that several nodes may share.
 *
 * @param embedded the lifetimes with a SQLite file, which one node uses
 * @param shared the lifetimes with a database server
 */
public record SessionsByStore(SessionLifetimes embedded, SessionLifetimes shared) {
    /** The defaults of both. */
    public static final SessionsByStore DEFAULT =
            new SessionsByStore(SessionLifetimes.DEFAULT, SessionLifetimes.SHARED);
}
