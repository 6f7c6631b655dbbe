package dev.saoma.servlet.internal.security;

/** What an administrator may do; each role may do what those before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Changes users, sessions, invitations and organisations. */
    OPERATOR,
    /** Deletes and erases, changes login methods, and gives roles. */
    OWNER;

    /** Returns whether this role may do what the other may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
