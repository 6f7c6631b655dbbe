package dev.saoma.server;

import dev.saoma.error.ErrorCode;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before the servlet sees it (a malformed request line, a huge header) is answered in our form too. */
final class ProblemErrorHandler extends ErrorHandler {
    private final boolean https;

    /** @param https whether browsers reach us over TLS */
    ProblemErrorHandler(boolean https) {
        this.https = https;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int refused = response.getStatus();
        // An odd version or method is the caller's fault; Jetty gives it a number of the server's.
        boolean odd = refused == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 || refused == HttpStatus.NOT_IMPLEMENTED_501;
        int status = odd || refused < 400 ? HttpStatus.BAD_REQUEST_400 : refused;
        response.setStatus(status);
        ErrorCode code = status == HttpStatus.NOT_FOUND_404
                ? ErrorCode.NOT_FOUND
                : status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR;
        String body =
                "{\"type\":\"/errors/" + code.code() + "\",\"title\":\"" + code.title() + "\",\"status\":" + status
                        + ",\"detail\":\"" + HttpStatus.getMessage(refused) + "\",\"code\":\"" + code.code()
                        + "\",\"retryable\":false}";
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        headers.put(HttpHeader.CONTENT_LANGUAGE, "en");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
