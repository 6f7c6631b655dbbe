package dev.saoma.emulator.internal.grant;

import java.util.Set;

/**
 * A user's consent to an app.
 *
 * @param appid the app
 * @param userId the user's id in the control API, not the openid
 * @param scope a comma list; for the QR login {@code snsapi_login}, inside WeChat one of the other two
 */
public record Consent(String appid, String userId, String scope) {

    /** The scope of the QR login. */
    public static final String LOGIN = "snsapi_login";

    /** The scope inside WeChat that needs no consent and gives the openid only. */
    public static final String BASE = "snsapi_base";

    /** The scope inside WeChat that needs consent and gives the profile. */
    public static final String USERINFO = "snsapi_userinfo";

    /** The scopes inside WeChat; a request names one. */
    public static final Set<String> IN_WECHAT = Set.of(BASE, USERINFO);

    /** Returns whether it includes the profile and the unionid. */
    public boolean allowsProfile() {
        return has(LOGIN) || has(USERINFO);
    }

    /** Returns whether it was given inside WeChat's own browser, not by a scan. */
    public boolean inWechat() {
        return IN_WECHAT.contains(scope);
    }

    private boolean has(String one) {
        return (',' + scope + ',').contains(',' + one + ',');
    }
}
