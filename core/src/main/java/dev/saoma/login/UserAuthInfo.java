package dev.saoma.login;

/** The answer of {@code getUserAuthInfo}: whether that row still signs its user in. */
public record UserAuthInfo(boolean isActive) {}
