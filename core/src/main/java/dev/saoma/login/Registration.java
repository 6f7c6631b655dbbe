package dev.saoma.login;

/** What happens to a WeChat that is nobody's: key {@code registration} of the business file. */
public enum Registration {
    /** Refused; the default. */
    DENY,
    /** A user is created at once. */
    OPEN
}
