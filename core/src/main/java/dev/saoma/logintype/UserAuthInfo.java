package dev.saoma.logintype;

/** The answer of {@code getUserAuthInfo}: whether that row still signs its user in. */
public record UserAuthInfo(boolean isActive) {}
