package dev.saoma.logintype;

/** The result of {@code getUserAuthInfo}: whether the row can be used to sign in. */
public record UserAuthInfo(boolean isActive) {}
