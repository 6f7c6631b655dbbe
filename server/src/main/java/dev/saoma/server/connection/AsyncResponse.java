package dev.saoma.server.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Buffers a response and sends it when it is complete, without blocking the handler's thread while the client reads. A response
 * of unknown length is a stream and is not buffered.
 */
final class AsyncResponse extends Response.Wrapper implements PendingResponses.Pending {
    private final Callback completed;
    private final PendingResponses pending;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private boolean stream;
    private boolean sending;
    private boolean handled;
    private boolean sent;
    private @Nullable Throwable failure;
    private Scheduler.@Nullable Task timeout;

    /** @param completed called when the handler has ended and the response is sent */
    AsyncResponse(Request request, Response response, Callback completed, PendingResponses pending) {
        super(request, response);
        this.completed = completed;
        this.pending = pending;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback written) {
        if (stream || (!last && !getHeaders().contains(HttpHeader.CONTENT_LENGTH))) {
            stream = true;
            super.write(last, content, written);
            return;
        }
        if (content != null) {
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            body.writeBytes(bytes);
        }
        if (last) {
            send();
        }
        written.succeeded();
    }

    private void send() {
        byte[] whole = body.toByteArray();
        body = new ByteArrayOutputStream(0);
        synchronized (this) {
            sending = true;
        }
        super.write(true, ByteBuffer.wrap(whole), Callback.from(() -> sent(null), this::sent));
        if (!isSent()) {
            Scheduler.Task task =
                    pending.add(this, whole.length, getRequest().getComponents().getScheduler());
            synchronized (this) {
                timeout = task;
            }
            if (isSent()) {
                task.cancel();
                pending.remove(this);
            }
        }
    }

    private synchronized boolean isSent() {
        return sent;
    }

    private void sent(@Nullable Throwable cause) {
        boolean complete;
        synchronized (this) {
            sent = true;
            failure = failure == null ? cause : failure;
            complete = handled;
            if (timeout != null) {
                timeout.cancel();
            }
        }
        pending.remove(this);
        if (complete) {
            complete();
        }
    }

    /** Called when the handler has ended. */
    Callback handled() {
        return Callback.from(() -> handled(null), this::handled);
    }

    private void handled(@Nullable Throwable cause) {
        boolean complete;
        synchronized (this) {
            handled = true;
            failure = failure == null ? cause : failure;
            complete = sent || !sending;
        }
        if (complete) {
            complete();
        } else if (cause != null) {
            abort(cause);
        }
    }

    private void complete() {
        Throwable cause;
        synchronized (this) {
            cause = failure;
        }
        if (cause == null) {
            completed.succeeded();
        } else {
            completed.failed(cause);
        }
    }

    @Override
    public void abort(Throwable cause) {
        EndPoint endPoint = getRequest().getConnectionMetaData().getConnection().getEndPoint();
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                // Discards unsent data with the connection; otherwise the operating system keeps it for minutes.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // It is closed already.
            }
        }
        endPoint.close(cause);
    }
}
