package dev.saoma.server.connection;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets go of the thread that made an answer before the answer is taken, and of the caller who does not take it in time. */
final class AsyncAnswerHandler extends Handler.Wrapper {
    private final PendingAnswers untaken;

    AsyncAnswerHandler(PendingAnswers untaken, Handler next) {
        super(next);
        this.untaken = untaken;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var answer = new AsyncAnswer(request, response, callback, untaken);
        return super.handle(request, answer, answer.made());
    }
}
