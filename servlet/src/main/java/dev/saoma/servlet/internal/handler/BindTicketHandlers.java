package dev.saoma.servlet.internal.handler;

import dev.saoma.identity.UserId;
import dev.saoma.login.LoginService;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.internal.handler.RequestBodies.BindTicketBody;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.store.Session;
import org.jspecify.annotations.Nullable;

/** Registers or links the WeChat identity of a bind ticket. */
final class BindTicketHandlers {
    private final LoginService login;
    private final BrowserIdentity browsers;

    BindTicketHandlers(LoginService login, BrowserIdentity browsers) {
        this.login = login;
        this.browsers = browsers;
    }

    Response register(RoutedRequest call, BindTicketBody body) {
        @Nullable Token browser = browsers.find(call.request()).orElse(null);
        return LoginHandlers.code(login.register(browser, body.ticket()));
    }

    Response attach(RoutedRequest call, BindTicketBody body) {
        @Nullable Token browser = holder(call, body.ticket());
        UserId user = call.authentication().requireUser().user();
        @Nullable
        TokenHash kept =
                call.authentication().session().map(Session::secretHash).orElse(null);
        return BindingHandlers.done(login.attach(browser, body.ticket(), user, kept));
    }

    /** Also accepts the identity before the session: a user who scanned and then signed in another way got a new identity. */
    private @Nullable Token holder(RoutedRequest call, Token ticket) {
        return browsers.beforeSession(call.request())
                .filter(before -> login.isBindTicketOf(before, ticket))
                .or(() -> browsers.find(call.request()))
                .orElse(null);
    }
}
