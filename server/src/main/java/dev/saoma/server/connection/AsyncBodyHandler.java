package dev.saoma.server.connection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body before what needs it is given a thread. A body that is not there whole in time fails, and one that is larger
 * than any that is taken goes on with as much of it as shows that.
 */
final class AsyncBodyHandler extends Handler.Wrapper {
    /** What the servlet takes at most. */
    private static final int LARGEST = 16 * 1024;

    private final long waitMillis;

    AsyncBodyHandler(long waitMillis, Handler next) {
        super(next);
        this.waitMillis = waitMillis;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!chunked && (length <= 0 || length > LARGEST)) {
            return super.handle(request, response, callback);
        }
        new Arrival(request, response, callback).run();
        return true;
    }

    private void next(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    /** Run again each time that some of the body is there. */
    private final class Arrival implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final AtomicBoolean late = new AtomicBoolean();
        private Scheduler.@Nullable Task alarm;

        Arrival(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void run() {
            boolean last = false;
            while (!last && body.size() <= LARGEST) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    await();
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    fail(chunk);
                    return;
                }
                byte[] bytes = new byte[chunk.remaining()];
                chunk.getByteBuffer().get(bytes);
                body.writeBytes(bytes);
                last = chunk.isLast();
                chunk.release();
            }
            goOn(Content.Chunk.from(ByteBuffer.wrap(body.toByteArray()), true));
        }

        private void await() {
            if (alarm == null) {
                alarm = request.getComponents()
                        .getScheduler()
                        .schedule(this::giveUp, waitMillis, TimeUnit.MILLISECONDS);
            }
            request.demand(this);
        }

        /** What waits for more of the body is run then, and reads this failure. */
        private void giveUp() {
            if (late.compareAndSet(false, true)) {
                request.getComponents()
                        .getExecutor()
                        .execute(() -> request.fail(new HttpException.RuntimeException(
                                HttpStatus.REQUEST_TIMEOUT_408, "the body did not arrive in time")));
            }
        }

        /** Of many that are late at once each costs as little as can be; another failure is the servlet's to tell. */
        private void fail(Content.Chunk failure) {
            if (late.get()) {
                callback.failed(failure.getFailure());
            } else {
                goOn(failure);
            }
        }

        private void goOn(Content.Chunk whole) {
            late.set(true);
            if (alarm != null) {
                alarm.cancel();
            }
            next(new Arrived(request, whole), response, callback);
        }
    }

    /** A request whose body is in memory. */
    private static final class Arrived extends Request.Wrapper {
        private Content.Chunk next;

        Arrived(Request request, Content.Chunk body) {
            super(request);
            this.next = body;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk now = next;
            next = Content.Chunk.next(now);
            return now;
        }

        @Override
        public void demand(Runnable available) {
            getComponents().getExecutor().execute(available);
        }
    }
}
