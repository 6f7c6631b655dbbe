package dev.saoma.login;

import dev.saoma.ExtensionPoint;
import dev.saoma.element.ElementDefinition;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.login.LoginConfig.PublicAuthConfig;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login method of an app, with the five methods of the specification. A provider supplies {@link #identify} and
 * {@link #authorizeUrl}; a Type of your own adds a rule by overriding {@link #admit}. Thread-safe.
 *
 * <p>The methods of the specification carry no {@code state} and trust their caller: they are for code inside the
 * application. What a browser sends goes through {@link LoginService}, which checks the attempt first.
 */
@ExtensionPoint
public abstract class LoginInstance {
    private final ElementDefinition definition;
    private final LoginContext context;

    /** Keeps what every instance has. */
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

    /** For people. */
    public String title() {
        return definition.title();
    }

    /** The specification's identifier of the Type. */
    public abstract String authType();

    /** Whether it can be used. When not, everything but {@link #unbind} refuses. */
    public abstract boolean isActive();

    /** The provider's name for the application. */
    public abstract AppId appId();

    /** What happens to a person who is nobody here. */
    public abstract Registration registration();

    /**
     * Asks the provider, once and never again for the same code, who a code stands for.
     *
     * @throws dev.saoma.error.LoginException when the provider refuses the code, is not reached within the deadline, or
     *     answers nonsense
     */
    protected abstract Scan identify(String code);

    /** The provider's page for one attempt. */
    protected abstract URI authorizeUrl(Display display, URI redirectUri, String state);

    /**
     * A last word before a known person is let in: throw a {@link dev.saoma.error.LoginException} to refuse. Called for
     * every login, in process and over HTTP, outside any transaction. Does nothing by default.
     */
    protected void admit(WeChatAuth auth) {}

    /** What the front end may know. */
    public LoginConfig getLoginConfig() {
        return new LoginConfig(isActive(), authType(), new PublicAuthConfig(appId().value()));
    }

    /**
     * Turns a provider's code into a login code, which {@link AuthSvc#loginByCode} turns into a session.
     *
     * @throws dev.saoma.error.LoginException {@code login_inactive}, {@code wechat_not_bound},
     *     {@code account_disabled}, {@code identity_conflict}, and all that {@link #identify} throws
     */
    public LoginCodeResult getLoginCode(String code) {
        return context.login().loginCode(this, code);
    }

    /**
     * Binds the person of a code to a user. The caller vouches for the user.
     *
     * @throws dev.saoma.error.LoginException {@code already_bound}, {@code user_already_bound}, {@code login_inactive}, and
     *     all that {@link #identify} throws
     * @throws IllegalArgumentException when the userId is not of the form of one
     */
    public OperationResult bind(String userId, String code) {
        context.login().bind(this, new UserId(userId), code);
        return OperationResult.DONE;
    }

    /**
     * Takes a user's binding at this instance's application away, and ends every session, attempt and login code that came
     * of it. A user who has none is fine.
     *
     * @throws dev.saoma.error.LoginException {@code last_login_method} when the user could not sign in any more
     */
    public OperationResult unbind(String userId) {
        context.login().unbind(this, new UserId(userId));
        return OperationResult.DONE;
    }

    /**
     * Whether a row of the authentication model still signs its user in here. The row is read again by its id.
     *
     * @param authObj a {@link WeChatAuth}, a {@link Map} with an {@code id}, or null, which is answered with false
     */
    public UserAuthInfo getUserAuthInfo(@Nullable Object authObj) {
        return new UserAuthInfo(isActive() && authObj != null && context.login().stands(this, authObj));
    }

    @Override
    public String toString() {
        return fullName();
    }
}
