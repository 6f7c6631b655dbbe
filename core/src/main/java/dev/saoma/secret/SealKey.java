package dev.saoma.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that are stored in files or in a database, with AES-256-GCM. A sealed secret is a text
 * {@code sealed:1:<key id>:<base64url of nonce, ciphertext and tag>}, and can be opened only with the same key and for the
 * same purpose, so that it cannot be moved to another place. Thread-safe.
 *
 * <pre>{@code
 * SealKey key = SealKey.of(Secret.of(hexDigits));
 * String stored = key.seal(Secret.of(appSecret), SealKey.purpose("auths.loginTypes.MyWeChatLogin", "wx0123456789abcdef"));
 * }</pre>
 */
public final class SealKey {
    private static final String PREFIX = "sealed:";
    private static final Pattern FORM = Pattern.compile("sealed:1:([0-9a-f]{8}):([A-Za-z0-9_-]{38,4096})");
    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** By their ids; the first one seals. */
    private final Map<String, SecretKeySpec> keys;

    private SealKey(Map<String, SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** Returns a key that seals and opens nothing. */
    public static SealKey none() {
        return new SealKey(Map.of());
    }

    /**
     * Reads a key of 256 bits in 64 hexadecimal digits. Former keys may follow, each after a comma: they open what they
     * sealed, and seal nothing.
     *
     * @throws IllegalArgumentException when the text has another form; the message does not show it
     */
    public static SealKey of(Secret text) {
        var keys = new LinkedHashMap<String, SecretKeySpec>();
        for (String key : text.reveal().split(",", -1)) {
            String digits = key.strip();
            if (!KEY.matcher(digits).matches()) {
                throw new IllegalArgumentException("must be 64 hexadecimal digits, such as openssl rand -hex 32 prints;"
                        + " former keys may follow, each after a comma");
            }
            byte[] bits = HexFormat.of().parseHex(digits);
            keys.put(id(bits), new SecretKeySpec(bits, "AES"));
        }
        return new SealKey(keys);
    }

    private static String id(byte[] bits) {
        return TokenHash.of("saoma-seal-key " + HexFormat.of().formatHex(bits))
                .value()
                .substring(0, 8);
    }

    /** Returns the purpose of an application's secret: the element that it belongs to, and its AppID. */
    public static String purpose(String fullName, String appId) {
        return fullName + "\n" + appId;
    }

    /** Returns whether a text is meant as a sealed secret. */
    public static boolean isSealed(String text) {
        return text.strip().startsWith(PREFIX);
    }

    /** Returns whether there is a key to seal with. */
    public boolean canSeal() {
        return !keys.isEmpty();
    }

    /**
     * Encrypts a secret.
     *
     * @throws IllegalStateException when there is no key
     */
    public String seal(Secret secret, String purpose) {
        Map.Entry<String, SecretKeySpec> key = keys.entrySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no key to seal with"));
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.getValue(), nonce, purpose);
            byte[] text = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(NONCE_BYTES + text.length)
                    .put(nonce)
                    .put(text)
                    .array();
            return PREFIX + "1:" + key.getKey() + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is missing from this JDK", e);
        }
    }

    /**
     * Decrypts a sealed secret.
     *
     * @throws IllegalArgumentException when the text has another form, was sealed with a key that is not here, or for
     *     another purpose; the message says what to do, and does not show the text
     */
    public Secret open(String sealed, String purpose) {
        Matcher parts = FORM.matcher(sealed.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "begins with sealed: but is not of the form sealed:1:<key id>:<text>; type the secret again");
        }
        SecretKeySpec key = keys.get(parts.group(1));
        if (key == null) {
            throw new IllegalArgumentException("is sealed with the key " + parts.group(1) + ", which "
                    + (keys.isEmpty()
                            ? "is not set: set saoma.seal-key"
                            : "is not in saoma.seal-key: add it there as a former key, or type the secret again"));
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(parts.group(2));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, NONCE_BYTES), purpose);
            byte[] text = cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return Secret.configured(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "was sealed for another element or AppID, or was altered; type the secret again");
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Does not show the keys. */
    @Override
    public String toString() {
        return "SealKey(***)";
    }
}
