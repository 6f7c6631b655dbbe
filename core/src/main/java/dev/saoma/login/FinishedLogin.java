package dev.saoma.login;

import dev.saoma.logintype.LoginCodeResult;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link LoginService#finish}.
 *
 * @param returnTo where the page goes in the end; null for nowhere
 */
public record FinishedLogin(
        LoginCodeResult result, @Nullable String returnTo) {}
