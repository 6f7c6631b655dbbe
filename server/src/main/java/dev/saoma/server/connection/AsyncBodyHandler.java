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
 * Reads a request body without blocking a thread, and then calls the next handler. A body that is not complete in time fails.
 * One that is too large is passed on in part, so that the servlet refuses it.
 */
final class AsyncBodyHandler extends Handler.Wrapper {
    /** The servlet's limit of a body, in bytes. */
    private static final int LARGEST = 16 * 1024;

    private final long timeoutMillis;

    AsyncBodyHandler(long timeoutMillis, Handler next) {
        super(next);
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!chunked && (length <= 0 || length > LARGEST)) {
            return super.handle(request, response, callback);
        }
        new BodyReader(request, response, callback).run();
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

    /** Runs each time that a part of the body has arrived. */
    private final class BodyReader implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final AtomicBoolean done = new AtomicBoolean();
        private Scheduler.@Nullable Task timeout;

        BodyReader(Request request, Response response, Callback callback) {
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
            proceed(Content.Chunk.from(ByteBuffer.wrap(body.toByteArray()), true));
        }

        private void await() {
            if (timeout == null) {
                timeout = request.getComponents()
                        .getScheduler()
                        .schedule(this::timeOut, timeoutMillis, TimeUnit.MILLISECONDS);
            }
            request.demand(this);
        }

        /** Makes the waiting reader run and read this failure. */
        private void timeOut() {
            if (done.compareAndSet(false, true)) {
                request.getComponents()
                        .getExecutor()
                        .execute(() -> request.fail(new HttpException.RuntimeException(
                                HttpStatus.REQUEST_TIMEOUT_408, "the body did not arrive in time")));
            }
        }

        /** Ends the request at once after a timeout, since many may time out together; the servlet reports other failures. */
        private void fail(Content.Chunk failure) {
            if (done.get()) {
                callback.failed(failure.getFailure());
            } else {
                proceed(failure);
            }
        }

        private void proceed(Content.Chunk whole) {
            done.set(true);
            if (timeout != null) {
                timeout.cancel();
            }
            next(new BufferedRequest(request, whole), response, callback);
        }
    }

    /** A request whose body is in memory. */
    private static final class BufferedRequest extends Request.Wrapper {
        private Content.Chunk next;

        BufferedRequest(Request request, Content.Chunk body) {
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
