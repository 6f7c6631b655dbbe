package dev.saoma.server.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is sent once it is whole, without a thread of the handler that made it. What has no length known beforehand
 * is a stream, and passes through.
 */
final class AsyncAnswer extends Response.Wrapper {
    private final Callback ended;
    private final PendingAnswers untaken;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private boolean stream;
    private boolean sending;
    private boolean made;
    private boolean taken;
    private @Nullable Throwable failure;
    private Scheduler.@Nullable Task alarm;

    /** @param ended is told when the answer is made and taken */
    AsyncAnswer(Request request, Response response, Callback ended, PendingAnswers untaken) {
        super(request, response);
        this.ended = ended;
        this.untaken = untaken;
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
        super.write(true, ByteBuffer.wrap(whole), Callback.from(() -> taken(null), this::taken));
        if (!isTaken()) {
            Scheduler.Task late =
                    untaken.add(this, whole.length, getRequest().getComponents().getScheduler());
            synchronized (this) {
                alarm = late;
            }
            if (isTaken()) {
                late.cancel();
                untaken.remove(this);
            }
        }
    }

    private synchronized boolean isTaken() {
        return taken;
    }

    private void taken(@Nullable Throwable cause) {
        boolean whole;
        synchronized (this) {
            taken = true;
            failure = failure == null ? cause : failure;
            whole = made;
            if (alarm != null) {
                alarm.cancel();
            }
        }
        untaken.remove(this);
        if (whole) {
            end();
        }
    }

    /** What tells that the answer was made. */
    Callback made() {
        return Callback.from(() -> made(null), this::made);
    }

    private void made(@Nullable Throwable cause) {
        boolean over;
        synchronized (this) {
            made = true;
            failure = failure == null ? cause : failure;
            over = taken || !sending;
        }
        if (over) {
            end();
        } else if (cause != null) {
            close(cause);
        }
    }

    private void end() {
        Throwable cause;
        synchronized (this) {
            cause = failure;
        }
        if (cause == null) {
            ended.succeeded();
        } else {
            ended.failed(cause);
        }
    }

    /** Closes the connection, which fails what is being sent. */
    void giveUp(TimeoutException cause) {
        close(cause);
    }

    private void close(Throwable cause) {
        EndPoint endPoint = getRequest().getConnectionMetaData().getConnection().getEndPoint();
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                // What is not taken goes with the connection, else the operating system would keep it for minutes.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // It is closed already.
            }
        }
        endPoint.close(cause);
    }
}
