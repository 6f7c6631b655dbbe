package dev.saoma.emulator.internal.grant;

import java.security.SecureRandom;

/** Unguessable text in WeChat's formats. Thread-safe. */
public final class RandomText {

    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String URL_SAFE = ALPHANUMERIC + "-_";

    private final SecureRandom random = new SecureRandom();

    /** Returns 32 characters, {@code ^0\d\d[0-9A-Za-z]{29}$}: the seven codes published anywhere all have this form. */
    public String code() {
        return "0" + random.nextInt(10) + random.nextInt(10) + text(ALPHANUMERIC, 29);
    }

    /** Returns 110 characters of the form {@code 48_...}. */
    public String token() {
        return "48_" + text(URL_SAFE, 107);
    }

    /** Returns 16 characters (95 bits); WeChat's have 12 to 16. */
    public String uuid() {
        return text(ALPHANUMERIC, 16);
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, alphabet.length()).forEach(index -> text.append(alphabet.charAt(index)));
        return text.toString();
    }
}
