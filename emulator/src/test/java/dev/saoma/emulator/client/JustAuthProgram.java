package dev.saoma.emulator.client;

import dev.saoma.emulator.world.Sample;
import java.time.Duration;
import me.zhyd.oauth.config.AuthConfig;
import me.zhyd.oauth.exception.AuthException;
import me.zhyd.oauth.model.AuthCallback;
import me.zhyd.oauth.model.AuthResponse;
import me.zhyd.oauth.model.AuthToken;
import me.zhyd.oauth.model.AuthUser;
import me.zhyd.oauth.request.AuthWeChatOpenRequest;

/** An application with JustAuth that prints its results, one per line. */
final class JustAuthProgram {

    private static final String UNKNOWN = "x".repeat(32);
    private static final String CALLBACK = "http://localhost/callback";

    private final ScanningBrowser browser = new ScanningBrowser();
    private final AuthWeChatOpenRequest app = app(Sample.APP.appid(), Sample.APP.secret());

    private JustAuthProgram() {}

    public static void main(String[] arguments) throws Exception {
        new JustAuthProgram().run();
        // The threads of its HTTP client are not daemon threads.
        System.exit(0);
    }

    private void run() throws Exception {
        String code = browser.login(app.authorize("login"), Sample.EMOJI.id());
        AuthResponse<AuthUser> login = login(app, "login", code);
        print("login", login.getCode());
        AuthToken token = login.getData().getToken();
        print("openid", login.getData().getUuid());
        print("unionid", token.getUnionId());
        print("nickname", login.getData().getNickname());
        AuthResponse<AuthToken> refreshed = app.refresh(token);
        print("refresh", refreshed.getCode());
        print("same token", refreshed.getData().getAccessToken().equals(token.getAccessToken()));
        print("userinfo", app.getUserInfo(token).getNickname());
        print("code again", login(app, "login", code).getCode());
        print("unknown code", login(app, "login", UNKNOWN).getCode());
        print("wrong secret", fails(app(Sample.APP.appid(), UNKNOWN)));
        print("unknown appid", fails(app("wx" + "0".repeat(16), UNKNOWN)));
        print("unknown refresh token", refreshFails());
        print("unknown access token", userinfoFails(token("48_" + "x".repeat(107), token.getOpenId())));
        browser.advanceClock(Duration.ofHours(3));
        print("expired access token", userinfoFails(token));
    }

    private static void print(String what, Object seen) {
        System.out.println(what + ": " + seen);
    }

    private static AuthWeChatOpenRequest app(String appid, String secret) {
        return new AuthWeChatOpenRequest(AuthConfig.builder()
                .clientId(appid)
                .clientSecret(secret)
                .redirectUri(CALLBACK)
                .build());
    }

    private static AuthToken token(String accessToken, String openid) {
        return AuthToken.builder().accessToken(accessToken).openId(openid).build();
    }

    private static AuthResponse<AuthUser> login(AuthWeChatOpenRequest app, String state, String code) {
        return app.login(AuthCallback.builder().code(code).state(state).build());
    }

    private static int fails(AuthWeChatOpenRequest app) {
        app.authorize("fails");
        return login(app, "fails", UNKNOWN).getCode();
    }

    private int refreshFails() {
        try {
            return app.refresh(AuthToken.builder().refreshToken(UNKNOWN).build())
                    .getCode();
        } catch (AuthException e) {
            return e.getErrorCode();
        }
    }

    private int userinfoFails(AuthToken token) {
        try {
            app.getUserInfo(token);
            return 0;
        } catch (AuthException e) {
            return e.getErrorCode();
        }
    }
}
