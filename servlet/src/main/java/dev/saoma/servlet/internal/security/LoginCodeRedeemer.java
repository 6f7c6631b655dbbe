package dev.saoma.servlet.internal.security;

import dev.saoma.login.AuthenticatedUser;
import dev.saoma.login.LoginService;
import dev.saoma.login.RedeemRequest;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.DeviceName;
import dev.saoma.store.Platform;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Redeems login codes for controllers of the application. A filter attaches it to each request. Thread-safe. */
public record LoginCodeRedeemer(LoginService login, BrowserIdentity browsers) {
    private static final String ATTRIBUTE = LoginCodeRedeemer.class.getName();

    /** Returns the redeemer that is attached to a request; empty when no filter attached one. */
    public static Optional<LoginCodeRedeemer> attached(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof LoginCodeRedeemer redeemer
                ? Optional.of(redeemer)
                : Optional.empty();
    }

    /** Attaches this redeemer to a request. */
    public void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Redeems a code of the request's browser, and renews the browser's identity as a new session does. */
    public AuthenticatedUser redeem(
            HttpServletRequest request, HttpServletResponse response, String loginCode, @Nullable String corpId) {
        @Nullable
        Token previous = SessionLookup.secret(request, browsers.cookies()).orElse(null);
        var user = login.authenticate(
                new RedeemRequest(
                        Token.parse(loginCode).orElseGet(Token::random),
                        browsers.find(request).orElse(null),
                        corpId,
                        Platform.WEB,
                        DeviceName.of(request),
                        previous),
                null);
        browsers.cookiesAfterLogin(request).forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        return user;
    }
}
