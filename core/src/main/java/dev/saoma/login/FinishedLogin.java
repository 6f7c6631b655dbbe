package dev.saoma.login;

import dev.saoma.logintype.LoginCodeResult;
import org.jspecify.annotations.Nullable;

/** A finished attempt: the login code, and where the page wanted to go; null for nowhere. */
public record FinishedLogin(
        LoginCodeResult result, @Nullable String returnTo) {}
