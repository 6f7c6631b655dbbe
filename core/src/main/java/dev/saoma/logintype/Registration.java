package dev.saoma.logintype;

/** What happens to a WeChat that is nobody's: key {@code registration} of the business file. */
public enum Registration {
    /** Refused; the default. */
    DENY,
    /** Refused, with a ticket by which the person may become a user or be added to one, without a second scan. */
    TICKET,
    /** A user is created at once. */
    OPEN
}
