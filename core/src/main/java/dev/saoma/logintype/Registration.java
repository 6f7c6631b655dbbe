package dev.saoma.logintype;

/** What happens to an unlinked WeChat identity: key {@code registration} of the business file. */
public enum Registration {
    /** Refused; the default. */
    DENY,
    /** Refused with a bind ticket, by which its owner may register or bind to an existing account without a second scan. */
    TICKET,
    /** A user is created at once. */
    OPEN
}
