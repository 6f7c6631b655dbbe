package dev.saoma.emulator.client;

import dev.saoma.emulator.world.Sample;
import java.time.Duration;
import me.chanjar.weixin.common.bean.oauth2.WxOAuth2AccessToken;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.service.WxOAuth2Service;
import me.chanjar.weixin.open.api.impl.WxOpenInMemoryConfigStorage;
import me.chanjar.weixin.open.api.impl.WxOpenOAuth2ServiceImpl;

/** An application with WxJava that prints its results, one per line. */
final class WxJavaProgram {

    private static final String UNKNOWN = "x".repeat(32);
    private static final String CALLBACK = "http://localhost/callback";

    private final ScanningBrowser browser = new ScanningBrowser();
    private final WxOAuth2Service app = app(Sample.APP.appid(), Sample.APP.secret());

    private WxJavaProgram() {}

    private interface Use {
        void run() throws WxErrorException;
    }

    public static void main(String[] arguments) throws Exception {
        new WxJavaProgram().run();
        // The threads of its HTTP client are not daemon threads.
        System.exit(0);
    }

    private void run() throws Exception {
        String page = app.buildAuthorizationUrl(CALLBACK, "snsapi_login", "state");
        String code = browser.login(page, Sample.EMOJI.id());
        WxOAuth2AccessToken token = app.getAccessToken(code);
        print("openid", token.getOpenId());
        print("unionid", token.getUnionId());
        print("expires in", token.getExpiresIn());
        WxOAuth2AccessToken refreshed = app.refreshAccessToken(token.getRefreshToken());
        print("same token", refreshed.getAccessToken().equals(token.getAccessToken()));
        print("nickname", app.getUserInfo(token, "zh_CN").getNickname());
        print("valid", app.validateAccessToken(token));
        print("code again", errcode(() -> app.getAccessToken(code)));
        print("unknown code", errcode(() -> app.getAccessToken(UNKNOWN)));
        print("wrong secret", errcode(() -> app(Sample.APP.appid(), UNKNOWN).getAccessToken(UNKNOWN)));
        print("unknown appid", errcode(() -> app("wx" + "0".repeat(16), UNKNOWN).getAccessToken(UNKNOWN)));
        print("unknown refresh token", errcode(() -> app.refreshAccessToken(UNKNOWN)));
        WxOAuth2AccessToken unknown = new WxOAuth2AccessToken();
        unknown.setAccessToken("48_" + "x".repeat(107));
        unknown.setOpenId(token.getOpenId());
        print("unknown access token", errcode(() -> app.getUserInfo(unknown, "zh_CN")));
        browser.advanceClock(Duration.ofHours(3));
        print("expired access token", errcode(() -> app.getUserInfo(token, "zh_CN")));
        print("valid", app.validateAccessToken(token));
    }

    private static void print(String what, Object seen) {
        System.out.println(what + ": " + seen);
    }

    private static WxOAuth2Service app(String appid, String secret) {
        return new WxOpenOAuth2ServiceImpl(appid, secret, new WxOpenInMemoryConfigStorage());
    }

    private static int errcode(Use use) {
        try {
            use.run();
            return 0;
        } catch (WxErrorException e) {
            return e.getError().getErrorCode();
        }
    }
}
