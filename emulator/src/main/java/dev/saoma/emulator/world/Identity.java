package dev.saoma.emulator.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A user's WeChat identifiers. Both are pure functions, so they survive restarts: openid of user and app, unionid of
 * user and Open Platform account. So an app that moves to another account changes its users' unionids only.
 */
public final class Identity {

    private Identity() {}

    /** Returns 28 case-sensitive characters that begin with {@code o}. */
    public static String openid(String appid, String userId) {
        return derive("openid", appid, userId);
    }

    /** Returns 28 case-sensitive characters that begin with {@code o}. */
    public static String unionid(String account, String userId) {
        return derive("unionid", account, userId);
    }

    private static String derive(String kind, String scope, String userId) {
        byte[] digest = sha256().digest((kind + '\n' + scope + '\n' + userId).getBytes(StandardCharsets.UTF_8));
        return "o"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 27);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
