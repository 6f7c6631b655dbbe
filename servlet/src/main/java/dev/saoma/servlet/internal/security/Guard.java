package dev.saoma.servlet.internal.security;

import java.util.Optional;

/** The authentication that a route requires. */
public enum Guard {
    /** None. */
    PUBLIC,
    /** A signed-in user. */
    SESSION,
    /** A signed-in user who authenticated recently. */
    RECENT,
    /** An administrator of any role, who reads. */
    VIEWER,
    /** An administrator who may change users, sessions, invitations and organisations. */
    OPERATOR,
    /** An administrator who may do everything. */
    OWNER,
    /** The same, who authenticated in the last minutes. */
    RECENT_OWNER;

    /** Returns the role that an administrator must have; empty when the route is not for administrators. */
    public Optional<Role> role() {
        return switch (this) {
            case PUBLIC, SESSION, RECENT -> Optional.empty();
            case VIEWER -> Optional.of(Role.VIEWER);
            case OPERATOR -> Optional.of(Role.OPERATOR);
            case OWNER, RECENT_OWNER -> Optional.of(Role.OWNER);
        };
    }
}
