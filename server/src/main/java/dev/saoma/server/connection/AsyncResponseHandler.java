package dev.saoma.server.connection;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Frees the handler's thread before the client has read the response, and disconnects a client that does not read in time. */
final class AsyncResponseHandler extends Handler.Wrapper {
    private final PendingResponses pending;

    AsyncResponseHandler(PendingResponses pending, Handler next) {
        super(next);
        this.pending = pending;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var asyncResponse = new AsyncResponse(request, response, callback, pending);
        return super.handle(request, asyncResponse, asyncResponse.handled());
    }
}
