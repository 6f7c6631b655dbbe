package dev.saoma.server.connection;

import dev.saoma.servlet.internal.limit.OpenRequests;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Responds 429 to an address with too many requests that are open: between the end of the head and of the response. */
final class OpenRequestLimitHandler extends Handler.Wrapper {
    private final OpenRequests open;

    OpenRequestLimitHandler(OpenRequests open, Handler next) {
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
