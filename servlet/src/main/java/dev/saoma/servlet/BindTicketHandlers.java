package dev.saoma.servlet;

import dev.saoma.identity.UserId;
import dev.saoma.login.LoginService;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.Bodies.BindTicketBody;
import dev.saoma.session.Session;
import org.jspecify.annotations.Nullable;

/** A WeChat that was nobody's: its person says whose it shall be. */
final class BindTicketHandlers {
    private final LoginService login;
    private final Caller caller;
    private final Browsers browsers;

    BindTicketHandlers(LoginService login, Caller caller, Browsers browsers) {
        this.login = login;
        this.caller = caller;
        this.browsers = browsers;
    }

    Answer register(Call call, BindTicketBody body) {
        @Nullable Token browser = browsers.find(call.request()).orElse(null);
        return LoginHandlers.code(login.register(browser, body.ticket()));
    }

    Answer attach(Call call, BindTicketBody body) {
        @Nullable Token browser = holder(call, body.ticket());
        UserId user = caller.signedIn(call.request()).user();
        @Nullable
        TokenHash kept = caller.session(call.request()).map(Session::secretHash).orElse(null);
        return BindingHandlers.done(login.attach(browser, body.ticket(), user, kept));
    }

    /** A person who scanned, and then signed in another way, comes with another name for the browser than the ticket has. */
    private @Nullable Token holder(Call call, Token ticket) {
        return browsers.before(call.request())
                .filter(before -> login.isBindTicketOf(before, ticket))
                .or(() -> browsers.find(call.request()))
                .orElse(null);
    }
}
