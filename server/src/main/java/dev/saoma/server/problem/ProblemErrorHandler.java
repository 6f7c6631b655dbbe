package dev.saoma.server.problem;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.problem.ProblemDetails;
import dev.saoma.servlet.internal.security.SecurityHeaders;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Responds with a problem document to requests that Jetty refuses before any servlet, such as those with a malformed head. */
public final class ProblemErrorHandler extends ErrorHandler {
    private static final String TOO_LARGE =
            "The head of the request is too large. Cookies of this domain are the usual cause:"
                    + " remove those that are not needed, or set them for a narrower domain or path.";

    private final Map<String, String> headers;
    private final ProblemDetails documents;
    private final String where;

    /** @param where the place in log messages, a fixed text */
    public ProblemErrorHandler(WebSettings settings, String where) {
        this.headers = new SecurityHeaders(settings).of(ResponseKind.API);
        this.documents = new ProblemDetails(settings);
        this.where = where;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int refused = response.getStatus();
        // An unknown version or method is the client's fault, but Jetty's status for it is 5xx.
        boolean unknown =
                refused == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 || refused == HttpStatus.NOT_IMPLEMENTED_501;
        int status = unknown || refused < 400 ? HttpStatus.BAD_REQUEST_400 : refused;
        boolean head = status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
        refuse(response, callback, status, head ? TOO_LARGE : HttpStatus.getMessage(refused));
        return true;
    }

    /** Responds with a status and its error code. */
    public void refuse(Response response, Callback callback, int status, String detail) {
        response.setStatus(status);
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, "en");
        if (status == HttpStatus.TOO_MANY_REQUESTS_429) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        String body = documents.refuse(code(status), status, detail, where + " " + status);
        Content.Sink.write(response, true, body, callback);
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND_404 -> ErrorCode.NOT_FOUND;
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case HttpStatus.TOO_MANY_REQUESTS_429 -> ErrorCode.RATE_LIMITED;
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> ErrorCode.STORE_UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR;
        };
    }
}
