package dev.saoma.servlet;

import dev.saoma.login.LoginInstance;
import dev.saoma.login.LoginService;
import dev.saoma.login.OperationResult;
import dev.saoma.secret.Token;
import dev.saoma.servlet.Bodies.CodeBody;
import dev.saoma.session.Session;

/** A signed-in user's own bindings. The user is never named by the request. */
final class BindingHandlers {
    private final LoginService login;
    private final Instances instances;
    private final Caller caller;
    private final Cookies cookies;

    BindingHandlers(LoginService login, Instances instances, Caller caller, Cookies cookies) {
        this.login = login;
        this.instances = instances;
        this.caller = caller;
        this.cookies = cookies;
    }

    Answer bind(Call call, CodeBody body) {
        LoginInstance instance = instances.named(call);
        Token browser = LoginHandlers.browser(call, cookies);
        Token state = LoginHandlers.state(body);
        Session session = caller.signedIn(call.request());
        if (body.code().isEmpty()) {
            throw LoginHandlers.cancelled(() -> login.finishBind(instance, browser, state, "", session));
        }
        login.finishBind(instance, browser, state, body.code().get(), session);
        return Answer.json(200, OperationResult.DONE);
    }

    Answer unbind(Call call) {
        LoginInstance instance = instances.named(call);
        return Answer.json(
                200, instance.unbind(caller.signedIn(call.request()).user().value()));
    }
}
