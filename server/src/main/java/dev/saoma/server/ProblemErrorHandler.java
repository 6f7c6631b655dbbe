package dev.saoma.server;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.Kind;
import dev.saoma.servlet.SecurityHeaders;
import dev.saoma.servlet.WebSettings;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before the servlet sees it (a malformed request line, a huge header) is answered in our form too. */
final class ProblemErrorHandler extends ErrorHandler {
    private final Map<String, String> headers;

    ProblemErrorHandler(WebSettings settings) {
        this.headers = new SecurityHeaders(settings).of(Kind.API);
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
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, "en");
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
