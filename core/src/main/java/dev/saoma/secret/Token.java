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
import org.jspecify.annotations.Nullable;

/**
 * 256 random bits in 64 lower-case hexadecimal digits: a state, a login code, a session secret, a browser secret. Its
 * holder gets the right that it stands for. Only its {@link #hash()} is stored, and its text form does not show it.
 *
 * <p>Hexadecimal because WeChat documents letters and digits only for {@code state}.
 */
public final class Token {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 64;

    private final String value;
    /** Computed at the first use; threads that race compute equal ones. */
    private @Nullable TokenHash hash;

    private Token(String value) {
        this.value = value;
    }

    /** Returns a new token from the system's secure random source. */
    public static Token random() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Token(HexFormat.of().formatHex(bits));
    }

    /**
     * Reads a token from a request; empty when the text has another form, so malformed values never reach the store.
     */
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
     * Computes another token from this one and some words; only a holder of this token can compute it. The length
     * precedes each word, so {@code ("ab","c")} and {@code ("a","bc")} give different tokens.
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

    /** Returns the hash to store. */
    public TokenHash hash() {
        TokenHash known = hash;
        if (known == null) {
            known = TokenHash.of(value);
            hash = known;
        }
        return known;
    }

    /** Returns the digits, for the code that sends them to their holder. */
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
