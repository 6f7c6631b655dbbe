package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a request's body, which is small and JSON or refused. */
final class BodyReader {
    private static final int LARGEST = 16 * 1024;
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?");

    private BodyReader() {}

    static Members read(HttpServletRequest request) {
        // Not getContentType(), where Jetty throws at the name of a charset that cannot be one.
        String type = request.getHeader("Content-Type");
        boolean json = type != null
                && JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
        if (!json || request.getHeader("Content-Encoding") != null) {
            throw new LoginException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: application/json, in UTF-8 and not compressed.");
        }
        if (request.getContentLengthLong() > LARGEST) {
            throw tooLarge();
        }
        byte[] body = bytes(request);
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        return Members.parse(body);
    }

    private static byte[] bytes(HttpServletRequest request) {
        try (ServletInputStream in = request.getInputStream()) {
            return in.readNBytes(LARGEST + 1);
        } catch (IOException | RuntimeException e) {
            // Containers throw either for a body that is cut short or badly chunked; both are the sender's fault.
            throw Members.invalid("The body did not arrive whole.");
        }
    }

    private static LoginException tooLarge() {
        return new LoginException(ErrorCode.PAYLOAD_TOO_LARGE, "The body must be at most 16384 bytes.");
    }
}
