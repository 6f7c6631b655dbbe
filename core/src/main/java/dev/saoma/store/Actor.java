package dev.saoma.store;

import dev.saoma.identity.UserId;
import java.util.Optional;

/**
 * Who made a change that the audit trail records: a user, or one of the constants.
 *
 * @param name {@code user:} and the user's identifier, or the name of a constant; empty when it is not known. The names are
 *     stored, so they never change; a newer release may have more of them
 */
public record Actor(String name) {
    /** The holder of the administrator's key. */
    public static final Actor KEY = new Actor("key");
    /** The holder of the link that sets a new server up. */
    public static final Actor SETUP = new Actor("setup");
    /** The command line of the server. */
    public static final Actor CLI = new Actor("cli");
    /** The application that embeds Saoma, for which user is not known. */
    public static final Actor APPLICATION = new Actor("application");
    /** Saoma itself, in the course of its own checks. */
    public static final Actor SYSTEM = new Actor("system");
    /** Not known: the event was stored by an earlier release. */
    public static final Actor UNKNOWN = new Actor("");

    private static final String USER = "user:";

    /** Returns the actor that is a user. */
    public static Actor of(UserId user) {
        return new Actor(USER + user.value());
    }

    /** Returns the user; empty when the actor is none. */
    public Optional<UserId> user() {
        return name.startsWith(USER) && name.length() > USER.length()
                ? Optional.of(new UserId(name.substring(USER.length())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
