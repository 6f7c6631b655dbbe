package dev.saoma.logintype;

import dev.saoma.ExtensionPoint;
import dev.saoma.element.ElementDefinition;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginConfig.PublicAuthConfig;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login method of an app, with the five methods of the specification. A provider supplies {@link #exchange} and
 * {@link #authorizeUrl}; a Type of your own adds a rule by overriding {@link #admit}. Thread-safe.
 *
 * <p>The methods of the specification carry no {@code state} and trust their caller: they are for code inside the
 * application. Values from a browser go through {@code LoginService}, which checks the attempt first.
 */
@ExtensionPoint
public abstract class LoginInstance {
    private final ElementDefinition definition;
    private final LoginContext context;

    /** Made by its Type. */
    protected LoginInstance(ElementDefinition definition, LoginContext context) {
        this.definition = definition;
        this.context = context;
    }

    /** The last part of the element's full name, which is its name in the HTTP API. */
    public String name() {
        return definition.name().simple();
    }

    /** The element's full name. */
    public String fullName() {
        return definition.name().value();
    }

    /** The name shown to people. */
    public String title() {
        return definition.title();
    }

    /** The specification's identifier of the Type. */
    public abstract String authType();

    /** Whether it can be used. When not, everything but {@link #unbind} refuses. */
    public abstract boolean isActive();

    /** The provider's name for the application. */
    public abstract AppId appId();

    /** What happens to a WeChat identity that is linked to no user. */
    public abstract Registration registration();

    /**
     * Exchanges an authorization code at the provider. Called once for each code.
     *
     * @throws dev.saoma.error.LoginException when the provider refuses the code, is not reached within the deadline, or
     *     sends an invalid answer
     */
    public abstract Authorization exchange(String code);

    /** The provider's page for one attempt. */
    public abstract URI authorizeUrl(Display display, URI redirectUri, String state);

    /**
     * Called before a login code is issued to a bound user: throw a {@link dev.saoma.error.LoginException} to refuse. Called
     * for every login, in process and over HTTP, outside any transaction. Does nothing by default.
     */
    protected void admit(WeChatAuth auth) {}

    /** The configuration that the front end may know. */
    public LoginConfig getLoginConfig() {
        return new LoginConfig(isActive(), authType(), new PublicAuthConfig(appId().value()));
    }

    /**
     * Turns a provider's code into a login code, which {@code AuthSvc.loginByCode} turns into a session.
     *
     * @throws dev.saoma.error.LoginException {@code login_inactive}, {@code wechat_not_bound},
     *     {@code account_disabled}, {@code identity_conflict}, and all that {@link #exchange} throws
     */
    public LoginCodeResult getLoginCode(String code) {
        return context.login().loginCode(this, code);
    }

    /**
     * Binds the WeChat identity of a code to a user. The caller vouches for the user.
     *
     * @throws dev.saoma.error.LoginException {@code already_bound}, {@code user_already_bound}, {@code login_inactive}, and
     *     all that {@link #exchange} throws
     * @throws IllegalArgumentException when the userId is not of the form of one
     */
    public OperationResult bind(String userId, String code) {
        context.login().bind(this, new UserId(userId), code);
        return OperationResult.DONE;
    }

    /**
     * Removes a user's binding at this instance's application, and ends every session, attempt and login code that depends
     * on it. Does nothing for a user who has none.
     *
     * @throws dev.saoma.error.LoginException {@code last_login_method} when it is the user's last way to sign in
     */
    public OperationResult unbind(String userId) {
        context.login().unbind(this, new UserId(userId));
        return OperationResult.DONE;
    }

    /**
     * Whether a row of the authentication model can be used to sign in here. The row is read again by its id.
     *
     * @param authObj a {@link WeChatAuth}, a {@link Map} with an {@code id}, or null, for which the result is false
     */
    public UserAuthInfo getUserAuthInfo(@Nullable Object authObj) {
        return new UserAuthInfo(isActive() && authObj != null && context.login().isValid(this, authObj));
    }

    @Override
    public String toString() {
        return fullName();
    }
}
