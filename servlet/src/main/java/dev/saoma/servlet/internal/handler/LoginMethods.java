package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.query.Q;
import dev.saoma.wechat.WeChatAuthModel;
import java.util.List;

/** The login instances of an app, for routes that name one, and a user's bindings to them. */
public final class LoginMethods {
    private final LoginInstances instances;
    private final WeChatAuthModel model;

    /** Reads the current instances of the app at each call. */
    public LoginMethods(App app) {
        this.instances = new LoginInstances(app::loginInstances);
        this.model = app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
    }

    List<LoginInstance> all() {
        return instances.all();
    }

    /** Returns whether there is an instance of that name; false while the app cannot be read. */
    boolean isKnown(String name) {
        try {
            return instances.named(name).isPresent();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Returns the instance that the path of a request names.
     *
     * @throws LoginException {@code not_found}
     */
    public LoginInstance named(RoutedRequest call) {
        return named(call.parameter("instance"));
    }

    /**
     * Returns the instance of a name.
     *
     * @throws LoginException {@code not_found}
     */
    public LoginInstance named(String name) {
        return instances
                .named(name)
                .orElseThrow(() -> new LoginException(
                        ErrorCode.NOT_FOUND, "There is no login method of that name; GET /api/login lists them."));
    }

    /** Returns all instances, each with the user's binding to it if there is one. */
    public List<BindingView> bindings(UserId user) {
        List<WeChatAuth> rows = model.query(Q.eq("userId", user.value()).toString(), List.of());
        return all().stream().map(instance -> BindingView.of(instance, rows)).toList();
    }
}
