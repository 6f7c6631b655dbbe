package dev.saoma.oidc.client;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The identifier and secret of {@code client_secret_basic}, which are encoded as in a form before they are joined (RFC 6749,
 * 2.3.1).
 */
record BasicCredentials(String id, String secret) {
    /**
     * Reads the value of a header.
     *
     * @return empty when it is malformed
     */
    static Optional<BasicCredentials> parse(String header) {
        String scheme = "Basic ";
        if (!header.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return Optional.empty();
        }
        try {
            String joined = text(
                    Base64.getDecoder().decode(header.substring(scheme.length()).strip()));
            int colon = joined.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(
                            decoded(joined.substring(0, colon)), decoded(joined.substring(colon + 1))));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) throws CharacterCodingException {
        // ISO 8859-1 keeps the bytes, which are read strictly afterwards.
        String plain = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return text(URLDecoder.decode(plain, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    @Override
    public String toString() {
        return "BasicCredentials(***)";
    }
}
