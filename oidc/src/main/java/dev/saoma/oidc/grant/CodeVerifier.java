package dev.saoma.oidc.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The comparison of a code verifier with a code challenge (RFC 7636, method S256). */
final class CodeVerifier {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private CodeVerifier() {}

    /** Returns whether both are there and belong together, or neither is there. */
    static boolean matches(Optional<String> challenge, Optional<String> verifier) {
        if (challenge.isEmpty() || verifier.isEmpty()) {
            // A verifier without a challenge: somebody may have removed the challenge from the authorization request.
            return challenge.isEmpty() && verifier.isEmpty();
        }
        return FORM.matcher(verifier.get()).matches()
                && MessageDigest.isEqual(bytes(challenge.get()), bytes(challenge(verifier.get())));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
