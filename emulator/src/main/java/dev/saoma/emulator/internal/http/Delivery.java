package dev.saoma.emulator.internal.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends one reply without blocking a thread. */
final class Delivery {

    private static final Duration HANG = Duration.ofMinutes(1);
    private static final int CHUNK = 64 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ScheduledExecutorService timer;

    Delivery(Request request, Response response, Callback callback, ScheduledExecutorService timer) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.timer = timer;
    }

    void send(Reply reply) {
        if (reply instanceof Answer answer) {
            whole(answer);
        } else if (reply instanceof Reply.Drip drip) {
            head(drip.answer(), drip.answer().body().length());
            drip(drip.answer().body(), 0, drip.pause());
        } else if (reply instanceof Reply.Truncated truncated) {
            truncated(truncated.answer());
        } else if (reply instanceof Reply.Huge huge) {
            huge(huge.bytes());
        } else if (reply instanceof Reply.Hang) {
            later(HANG, this::cut);
        } else {
            reset();
        }
    }

    private void whole(Answer answer) {
        head(answer, answer.body().length());
        response.write(true, answer.body().part(0, answer.body().length()), callback);
    }

    private void head(Answer answer, long length) {
        response.setStatus(answer.status());
        response.getHeaders().put("X-Emulator", "1");
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }

    private void drip(Body body, int from, Duration pause) {
        boolean last = from + 1 >= body.length();
        ByteBuffer one = body.part(from, 1);
        response.write(last, one, last ? callback : then(() -> later(pause, () -> drip(body, from + 1, pause))));
    }

    private void truncated(Answer answer) {
        head(answer, answer.body().length());
        ByteBuffer half = answer.body().part(0, answer.body().length() / 2);
        response.write(false, half, then(this::cut));
    }

    private void huge(long bytes) {
        response.setStatus(200);
        response.getHeaders().put("X-Emulator", "1");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
        byte[] opening = "{\"openid\":\"".getBytes(StandardCharsets.US_ASCII);
        response.write(false, ByteBuffer.wrap(opening), then(() -> fill(bytes - opening.length)));
    }

    private void fill(long left) {
        byte[] chunk = new byte[(int) Math.max(0, Math.min(CHUNK, left))];
        Arrays.fill(chunk, (byte) 'o');
        boolean last = left <= chunk.length;
        response.write(last, ByteBuffer.wrap(chunk), last ? callback : then(() -> fill(left - chunk.length)));
    }

    private Callback then(Runnable next) {
        return Callback.from(next, callback::failed);
    }

    private void later(Duration pause, Runnable action) {
        var unused = timer.schedule(
                () -> request.getContext().execute(action), Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void cut() {
        endPoint().close();
        // Jetty logs any other exception with its stack trace.
        callback.failed(new EofException("cut off as asked by a fault"));
    }

    private void reset() {
        // Closing with a linger time of zero makes the kernel send RST instead of FIN.
        if (transport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException e) {
                callback.failed(e);
                return;
            }
        }
        cut();
    }

    /** Returns the socket channel: with TLS an end point's transport is another end point. */
    private Object transport() {
        Object transport = endPoint().getTransport();
        while (transport instanceof EndPoint inner) {
            transport = inner.getTransport();
        }
        return transport;
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }
}
