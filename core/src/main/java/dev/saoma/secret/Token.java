package dev.saoma.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 bits in 64 lower-case hexadecimal digits that give whoever holds them the right to go on: a state, a login code, a
 * session, a browser. Only its {@link #hash()} is ever stored; its text form does not show it.
 *
 * <p>Hexadecimal because WeChat documents letters and digits only for {@code state}.
 */
public final class Token {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 64;

    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /** A new one from the system's secure random source. */
    public static Token random() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Token(HexFormat.of().formatHex(bits));
    }

    /** Reads what a caller sent; empty when it is not of the form, so that nothing malformed is ever looked up. */
    public static Optional<Token> parse(String text) {
        return isOfForm(text) ? Optional.of(new Token(text)) : Optional.empty();
    }

    private static boolean isOfForm(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * The token that only the holder of this one can compute again from the same words. Each word goes in behind
     * its length, so that {@code ("ab","c")} and {@code ("a","bc")} differ, whatever the words hold.
     */
    public Token derive(String... words) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            return new Token(HexFormat.of().formatHex(mac.doFinal()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing from this JDK", e);
        }
    }

    /** What is stored in its place. */
    public TokenHash hash() {
        return TokenHash.of(value);
    }

    /** The digits, for the one place that hands them to whom they belong. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && sameText(value, token.value);
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    @Override
    public String toString() {
        return "Token(***)";
    }

    static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
