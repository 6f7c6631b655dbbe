package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.login.Intent;
import dev.saoma.login.LoginService;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.OperationResult;
import dev.saoma.query.Q;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.internal.handler.RequestBodies.CodeBody;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.RoutedRequest;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatAuthModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's own bindings. The user is never named by the request: it is the session's, or the invitation's. */
final class BindingHandlers {
    private final LoginService login;
    private final WeChatAuthModel model;
    private final LoginInstances instances;
    private final Authentication caller;
    private final BrowserIdentity browsers;

    BindingHandlers(App app, LoginInstances instances, Authentication caller, BrowserIdentity browsers) {
        this.login = app.login();
        this.model = app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
        this.instances = instances;
        this.caller = caller;
        this.browsers = browsers;
    }

    private record Binding(
            String name,
            String title,
            boolean isActive,
            @Nullable Instant boundAt) {}

    @OmitNull
    private record Bound(
            boolean success, String message, @Nullable String returnTo) {}

    Response list(RoutedRequest call) {
        String user = caller.signedIn(call.request()).user().value();
        List<WeChatAuth> rows = model.query(Q.eq("userId", user).toString(), List.of());
        List<Binding> all = instances.all().stream()
                .map(instance -> binding(instance, rows))
                .toList();
        return Response.json(200, all);
    }

    private static Binding binding(LoginInstance instance, List<WeChatAuth> rows) {
        Optional<WeChatAuth> row = rows.stream()
                .filter(each -> each.appId().equals(instance.appId()))
                .findFirst();
        return new Binding(
                instance.name(),
                instance.title(),
                instance.getUserAuthInfo(row.orElse(null)).isActive(),
                row.map(WeChatAuth::boundAt).orElse(null));
    }

    Response bind(RoutedRequest call, CodeBody body) {
        LoginInstance instance = instances.named(call);
        Token browser = browsers.orUnknown(call.request());
        Token state = LoginHandlers.state(body);
        Optional<UserId> user = caller.find(call.request()).map(CurrentUser.SignedIn::user);
        if (user.isEmpty() && !login.isInvited(instance, browser, state)) {
            // An invited person need not be signed in, but without a cookie nobody can tell who began.
            throw browsers.isUnnamed(call.request())
                    ? BrowserIdentity.withoutCookie(Authentication.nobody())
                    : Authentication.nobody();
        }
        String code = body.code().orElseThrow(() -> login.cancel(instance, Intent.BIND, browser, state));
        TokenHash kept = caller.session(call.request()).map(Session::secretHash).orElse(null);
        return done(login.finishBind(instance, browser, state, code, user.orElse(null), kept));
    }

    /** The specification's answer, and where to go now that the flow has ended. */
    static Response done(Optional<String> returnTo) {
        OperationResult done = OperationResult.DONE;
        return Response.json(200, new Bound(done.success(), done.message(), returnTo.orElse(null)));
    }

    Response unbind(RoutedRequest call) {
        LoginInstance instance = instances.named(call);
        return Response.json(
                200, instance.unbind(caller.signedIn(call.request()).user().value()));
    }
}
