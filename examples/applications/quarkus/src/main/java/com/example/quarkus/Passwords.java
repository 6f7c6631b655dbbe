package com.example.quarkus;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as salt and PBKDF2, in hexadecimal. */
final class Passwords {
    private static final int ROUNDS = 210_000;

    private Passwords() {}

    static String encode(String password) {
        var salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt) + ":" + HexFormat.of().formatHex(derive(password, salt));
    }

    static boolean matches(String password, String encoded) {
        String[] parts = encoded.split(":", 2);
        return parts.length == 2
                && MessageDigest.isEqual(
                        HexFormat.of().parseHex(parts[1]),
                        derive(password, HexFormat.of().parseHex(parts[0])));
    }

    private static byte[] derive(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
