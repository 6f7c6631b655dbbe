package dev.saoma.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before the servlet sees it (a malformed request line, a huge header) is answered in our form too. */
final class ProblemErrorHandler extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() >= 400 ? response.getStatus() : HttpStatus.BAD_REQUEST_400;
        String code =
                status == HttpStatus.NOT_FOUND_404 ? "not_found" : status < 500 ? "invalid_request" : "internal_error";
        String body = "{\"type\":\"/errors/" + code + "\",\"title\":\"" + HttpStatus.getMessage(status)
                + "\",\"status\":" + status + ",\"code\":\"" + code + "\",\"retryable\":false}";
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
