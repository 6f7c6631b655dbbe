package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.login.Invitation;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.servlet.internal.handler.LoginMethods;
import java.net.URI;

/**
 * Creates links by which existing users bind a WeChat, once and without being signed in:
 *
 * <pre>{@code
 * InvitationLink invitation = links.create("MyWeChatLogin", new UserId("10001"));
 * return Map.of("link", invitation.link());
 * }</pre>
 *
 * <p>The caller vouches for the user: it is not checked whether the user is signed in, or since when. In Spring it is a bean.
 * Thread-safe.
 */
public final class InvitationLinks {
    private final App app;
    private final LoginMethods methods;
    private final String address;

    /** Creates links to the login page of a {@link SaomaServlet} with the same app and settings. */
    public InvitationLinks(App app, WebSettings settings) {
        this.app = app;
        this.methods = new LoginMethods(app);
        this.address = settings.address();
    }

    /**
     * Creates a link that is valid once, for {@code saoma.login.invitation}. Earlier links of the user stay valid.
     *
     * @param instanceName the login method, such as {@code MyWeChatLogin}
     * @throws LoginException {@code not_found} when there is no such login method or user; {@code login_inactive},
     *     {@code account_disabled}
     */
    public InvitationLink create(String instanceName, UserId user) {
        return create(methods.named(instanceName), user);
    }

    /** Creates a link for an instance that the caller has already found. */
    public InvitationLink create(LoginInstance instance, UserId user) {
        Invitation invitation = app.login().invite(instance, user);
        // Name and token need no escaping.
        return new InvitationLink(
                URI.create(address + "/login#instance=" + instance.name() + "&invitation="
                        + invitation.token().reveal()),
                invitation.expiresAt());
    }
}
