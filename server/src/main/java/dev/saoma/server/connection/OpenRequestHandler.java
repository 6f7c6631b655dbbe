package dev.saoma.server.connection;

import dev.saoma.servlet.internal.limit.OpenRequests;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers 429 to an address that has its share of requests open, whatever it asks for: from the end of the head to the end of the answer. */
final class OpenRequestHandler extends Handler.Wrapper {
    private final OpenRequests open;

    OpenRequestHandler(OpenRequests open, Handler next) {
        super(next);
        this.open = open;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        OpenRequests.Place place = open.enter(
                Request.getRemoteAddr(request), () -> request.getHeaders().getValuesList("X-Forwarded-For"));
        if (!place.granted()) {
            Response.writeError(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
            return true;
        }
        Request.addCompletionListener(request, failure -> place.close());
        return super.handle(request, response, callback);
    }
}
