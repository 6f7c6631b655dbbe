package dev.saoma.servlet.internal.handler;

import dev.saoma.identity.UserId;
import dev.saoma.login.LoginService;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.internal.handler.RequestBodies.BindTicketBody;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.RoutedRequest;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.store.Session;
import org.jspecify.annotations.Nullable;

/** A WeChat that was nobody's: its person says whose it shall be. */
final class BindTicketHandlers {
    private final LoginService login;
    private final Authentication caller;
    private final BrowserIdentity browsers;

    BindTicketHandlers(LoginService login, Authentication caller, BrowserIdentity browsers) {
        this.login = login;
        this.caller = caller;
        this.browsers = browsers;
    }

    Response register(RoutedRequest call, BindTicketBody body) {
        @Nullable Token browser = browsers.find(call.request()).orElse(null);
        return LoginHandlers.code(login.register(browser, body.ticket()));
    }

    Response attach(RoutedRequest call, BindTicketBody body) {
        @Nullable Token browser = holder(call, body.ticket());
        UserId user = caller.signedIn(call.request()).user();
        @Nullable
        TokenHash kept = caller.session(call.request()).map(Session::secretHash).orElse(null);
        return BindingHandlers.done(login.attach(browser, body.ticket(), user, kept));
    }

    /** A person who scanned, and then signed in another way, comes with another name for the browser than the ticket has. */
    private @Nullable Token holder(RoutedRequest call, Token ticket) {
        return browsers.before(call.request())
                .filter(before -> login.isBindTicketOf(before, ticket))
                .or(() -> browsers.find(call.request()))
                .orElse(null);
    }
}
