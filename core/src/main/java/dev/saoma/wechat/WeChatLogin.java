package dev.saoma.wechat;

import dev.saoma.element.ElementDefinition;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.logintype.Authorization;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.Registration;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * An instance of {@link WeChatType}: login by scanning WeChat's QR code on a website.
 *
 * <pre>{@code
 * WeChatLogin wechat = app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class);
 * URI page = wechat.authorizeUrl(Display.PAGE, URI.create("https://example.com/callback"), state);
 * LoginCodeResult result = wechat.getLoginCode(code);
 * }</pre>
 *
 * <p>An application may subclass it to add a rule to {@code admit}; see {@link WeChatType#instance}. Thread-safe.
 */
public class WeChatLogin extends LoginInstance {
    private final WeChatConfig config;
    private final WeChatClient client;

    /** Called by its Type. */
    protected WeChatLogin(WeChatConfig config, ElementDefinition definition, LoginContext context) {
        super(definition, context);
        this.config = config;
        this.client = context.service(WeChatClient.class);
    }

    /** Returns {@code WeChatType}, as the specification requires. */
    @Override
    public final String authType() {
        return "WeChatType";
    }

    /** Returns the application's credentials at the Open Platform; their text form hides the secret. */
    public final AuthConfig authConfig() {
        return config.authConfig();
    }

    @Override
    public boolean isActive() {
        return config.isActive();
    }

    @Override
    public final AppId appId() {
        return new AppId(config.authConfig().appId());
    }

    @Override
    public final Registration registration() {
        return config.registration();
    }

    @Override
    public Authorization exchange(String code) {
        Deadline deadline = Deadline.in(client.settings().deadline());
        WeChatClient.Token token = client.exchange(config.authConfig(), code, deadline);
        if (token.virtualVisitor()) {
            throw new LoginException(
                    ErrorCode.SNAPSHOT_USER,
                    "WeChat shows its snapshot page under a virtual visitor; open the page in full and try again.");
        }
        var identity = new WeChatIdentity(appId(), config.account(), token.openId(), token.unionId());
        return new Authorization(
                identity,
                () -> client.profile(token, deadline),
                () -> client.profile(token, Deadline.in(client.settings().deadline())));
    }

    /**
     * Returns the address of {@code /connect/qrconnect}. In a frame, WeChat's page is asked to navigate the frame
     * itself, so that the host page stays. The redirect address is encoded exactly once.
     */
    @Override
    public final URI authorizeUrl(Display display, URI redirectUri, String state) {
        String base = client.settings().page() + "/connect/qrconnect?appid="
                + encode(config.authConfig().appId())
                + "&redirect_uri=" + encode(redirectUri.toString())
                + "&response_type=code&scope=snsapi_login&state=" + encode(state);
        return URI.create(
                display == Display.IFRAME
                        ? base + "&login_type=jssdk&self_redirect=true&styletype=&sizetype=&bgcolor=&rst="
                        : base + "#wechat_redirect");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
