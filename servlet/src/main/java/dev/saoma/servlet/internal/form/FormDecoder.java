package dev.saoma.servlet.internal.form;

import static dev.saoma.servlet.internal.problem.OAuthError.INVALID_REQUEST;

import dev.saoma.servlet.internal.problem.OAuthException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes one name or value of {@code application/x-www-form-urlencoded}. */
final class FormDecoder {
    private FormDecoder() {}

    /** Returns the decoded text, which may hold control characters. */
    static String decode(String raw) {
        var bytes = ByteBuffer.allocate(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char next = raw.charAt(at);
            if (next == '%') {
                bytes.put(escaped(raw, at));
                at += 3;
            } else if (next > ' ' && next < 0x7f) {
                bytes.put((byte) (next == '+' ? ' ' : next));
                at++;
            } else {
                throw malformed("holds a character that must be percent-encoded");
            }
        }
        return utf8(bytes.flip());
    }

    private static byte escaped(String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        // Character.digit also knows the digits of other scripts.
        if (low < 0 || raw.charAt(at + 1) > 'f' || raw.charAt(at + 2) > 'f') {
            throw malformed("has a % without two hexadecimal digits");
        }
        return (byte) (high << 4 | low);
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("is not UTF-8 after percent-decoding");
        }
    }

    private static OAuthException malformed(String why) {
        return new OAuthException(INVALID_REQUEST, "A parameter " + why + ".");
    }
}
