package dev.saoma.servlet;

import dev.saoma.error.LoginException;
import dev.saoma.login.AuthenticatedUser;
import dev.saoma.servlet.internal.security.LoginCodeRedeemer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Redeems a login code in the application's own controller, which must be behind a {@link SaomaSessionFilter}. The page gets
 * the code in the event {@code wechat-success}, and stops the element by {@code preventDefault()}.
 *
 * <pre>{@code
 * @PostMapping("/login/wechat")
 * Map<String, String> login(HttpServletRequest request, HttpServletResponse response, @RequestBody CodeForm form) {
 *     AuthenticatedUser user = LoginCode.redeem(request, response, form.loginCode());
 *     return Map.of("token", tokens.create(user.id().asLong()));
 * }
 * }</pre>
 *
 * <p>A {@link TokenIssuer} does the same without a controller. No Saoma session is opened, and the request's own one ends. A
 * code of a re-authentication is refused with {@code session_required}; only a {@link TokenIssuer} gets those.
 */
public final class LoginCode {
    private LoginCode() {}

    /**
     * Uses up a login code of the request's browser.
     *
     * @throws LoginException {@code login_code_invalid} when the code is unknown, used, expired or of another browser, which
     *     also ends it; {@code corp_required} when the user belongs to several organisations; {@code account_disabled},
     *     {@code login_inactive}
     * @throws IllegalStateException when the request did not pass a {@link SaomaSessionFilter}
     */
    public static AuthenticatedUser redeem(HttpServletRequest request, HttpServletResponse response, String loginCode) {
        return redeem(request, response, loginCode, null);
    }

    /**
     * Does the same for a user who has chosen an organisation.
     *
     * @param corpId the organisation; null for the only one or none
     * @throws LoginException also {@code corp_forbidden}
     */
    public static AuthenticatedUser redeem(
            HttpServletRequest request, HttpServletResponse response, String loginCode, @Nullable String corpId) {
        return LoginCodeRedeemer.attached(request)
                .orElseThrow(
                        () -> new IllegalStateException("map a SaomaSessionFilter before what serves this request"))
                .redeem(request, response, loginCode, corpId);
    }
}
