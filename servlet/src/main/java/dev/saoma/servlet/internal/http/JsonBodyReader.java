package dev.saoma.servlet.internal.http;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the body of a request, which must be JSON and small. */
public final class JsonBodyReader {
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?");

    private JsonBodyReader() {}

    /** Returns the JSON object of the body. */
    public static JsonBody read(HttpServletRequest request) {
        // Not getContentType(): Jetty throws for a charset name that is malformed.
        String type = request.getHeader("Content-Type");
        boolean json = type != null
                && JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
        if (!json || request.getHeader("Content-Encoding") != null) {
            throw new LoginException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: application/json, in UTF-8 and not compressed.");
        }
        return JsonBody.parse(BodyBytes.read(request));
    }
}
