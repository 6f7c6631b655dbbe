package dev.saoma.emulator.world;

import java.util.regex.Pattern;

/**
 * An app of an Open Platform account.
 *
 * @param appid {@code wx} and 16 lower-case hex digits
 * @param secret 1 to 128 printable ASCII characters without space; WeChat's own are 32 hex digits
 * @param name shown on the login page and the phone, 1 to 200 characters
 * @param account id of the Open Platform account that owns it
 * @param callbackDomain the one host that {@code redirect_uri} may have: bare, lower case, no scheme, port or path; empty
 *     when none is configured
 * @param allowPorts whether {@code redirect_uri} may name a port; WeChat refuses ports, local work needs them
 * @param type a website app may show the QR login page, a service account may ask inside WeChat
 * @param status a blocked app is refused everywhere
 */
public record App(
        String appid,
        String secret,
        String name,
        String account,
        String callbackDomain,
        boolean allowPorts,
        AppType type,
        AppStatus status) {

    private static final Pattern APPID = Pattern.compile("wx[0-9a-f]{16}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,128}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    public App {
        if (!APPID.matcher(appid).matches()) {
            throw new IllegalArgumentException("appid must be wx followed by 16 lower-case hex digits.");
        }
        if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("secret must be 1 to 128 printable ASCII characters without space.");
        }
        Shape.text("app name", name, 200);
        Shape.id("account", account);
        if (!callbackDomain.isEmpty() && !HOST.matcher(callbackDomain).matches()) {
            throw new IllegalArgumentException(
                    "callbackDomain must be a bare lower-case host such as www.example.com: no scheme, port or path.");
        }
    }

    /** Returns an active website app with ports allowed, as local work needs. */
    public static App website(String appid, String secret, String name, String account, String callbackDomain) {
        return new App(appid, secret, name, account, callbackDomain, true, AppType.WEBSITE, AppStatus.ACTIVE);
    }

    /** Leaves out the secret, since this text appears in test output. */
    @Override
    public String toString() {
        return "App[" + appid + " " + name + "]";
    }
}
