package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.identity.UserId;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.login.Intent;
import dev.saoma.login.LoginService;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.OperationResult;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.internal.handler.RequestBodies.CodeBody;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.store.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists, adds and removes a user's bindings. The user is that of the session or of the invitation, never of a parameter. */
final class BindingHandlers {
    private final LoginService login;
    private final LoginMethods instances;
    private final BrowserIdentity browsers;

    BindingHandlers(App app, LoginMethods instances, BrowserIdentity browsers) {
        this.login = app.login();
        this.instances = instances;
        this.browsers = browsers;
    }

    @OmitNull
    private record Bound(
            boolean success, String message, @Nullable String returnTo) {}

    Response list(RoutedRequest call) {
        return Response.json(
                200, instances.bindings(call.authentication().requireUser().user()));
    }

    Response bind(RoutedRequest call, CodeBody body) {
        Token state = LoginHandlers.state(call, body);
        LoginInstance instance = instances.named(call);
        Token browser = browsers.orUnknown(call.request());
        Optional<UserId> user = call.authentication().user().map(CurrentUser.SignedIn::user);
        if (user.isEmpty() && !login.isInvited(instance, browser, state)) {
            // An invited user need not be signed in, but without a cookie the invitation is not found.
            throw browsers.isUnnamed(call.request())
                    ? BrowserIdentity.withNoCookieReason(Authentication.sessionRequired())
                    : Authentication.sessionRequired();
        }
        String code = body.code().orElseThrow(() -> login.cancel(instance, Intent.BIND, browser, state));
        TokenHash kept =
                call.authentication().session().map(Session::secretHash).orElse(null);
        return done(login.finishBind(instance, browser, state, code, user.orElse(null), kept));
    }

    /** Returns the result of the specification, and the address to which the page goes next. */
    static Response done(Optional<String> returnTo) {
        OperationResult done = OperationResult.DONE;
        return Response.json(200, new Bound(done.success(), done.message(), returnTo.orElse(null)));
    }

    Response unbind(RoutedRequest call) {
        LoginInstance instance = instances.named(call);
        return Response.json(
                200, instance.unbind(call.authentication().requireUser().user().value()));
    }
}
