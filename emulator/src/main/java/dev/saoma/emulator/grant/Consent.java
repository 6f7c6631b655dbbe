package dev.saoma.emulator.grant;

/**
 * That a user let an app do something.
 *
 * @param appid the app
 * @param userId the user's id in the control API, not the openid
 * @param scope comma list, for the QR login {@code snsapi_login}
 */
public record Consent(String appid, String userId, String scope) {

    /** The scope of the QR login. */
    public static final String LOGIN = "snsapi_login";

    /** Whether it allows the profile and the unionid. */
    public boolean allowsProfile() {
        return (',' + scope + ',').contains(",snsapi_login,") || (',' + scope + ',').contains(",snsapi_userinfo,");
    }
}
