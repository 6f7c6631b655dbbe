package dev.saoma.emulator.internal.grant;

import java.time.Instant;
import java.util.regex.Pattern;

/** Checks the form of imported codes, tokens and consents. */
final class Form {

    static final Pattern TOKEN = Pattern.compile("\\d{1,4}_[A-Za-z0-9_-]{60,600}");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern APPID = Pattern.compile("wx[0-9a-f]{16}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SCOPE = Pattern.compile("[a-z_,]{1,200}");
    // Far enough from the limits of Instant to add a lifetime.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Form() {}

    static void code(String code) {
        require(CODE, code, "a code must be 1 to 128 letters, digits, _ or -.");
    }

    static void token(String what, String token) {
        require(TOKEN, token, what + " must be up to four digits, _ and 60 to 600 letters, digits, _ or -.");
    }

    static void consent(Consent consent) {
        require(APPID, consent.appid(), "appid must be wx followed by 16 lower-case hex digits.");
        require(USER, consent.userId(), "userId must be 1 to 64 letters, digits, _ or -.");
        require(SCOPE, consent.scope(), "scope must be a comma list such as snsapi_login.");
    }

    static void time(String what, Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new IllegalArgumentException(what + " must be a time in the years 1 to 9999.");
        }
    }

    private static void require(Pattern pattern, String value, String sentence) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
