package dev.saoma.servlet.internal.http;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Reads the bytes of a body, which must be few. */
public final class BodyBytes {
    /** The most bytes of a body. */
    public static final int LARGEST = 16 * 1024;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private BodyBytes() {}

    /**
     * Returns the bytes of the body.
     *
     * @throws LoginException {@code payload_too_large}; {@code invalid_request} for a body that does not arrive whole
     */
    public static byte[] read(HttpServletRequest request) {
        if (request.getContentLengthLong() > LARGEST) {
            throw tooLarge();
        }
        byte[] body = bytes(request);
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        return body;
    }

    /** Reads at most one byte more than the allowed size. The time is limited too, because reading blocks a thread. */
    private static byte[] bytes(HttpServletRequest request) {
        long begun = System.nanoTime();
        byte[] body = new byte[LARGEST + 1];
        int length = 0;
        try (ServletInputStream in = request.getInputStream()) {
            int more = in.read(body);
            while (more >= 0 && length + more < body.length) {
                length += more;
                if (System.nanoTime() - begun > MOST_NANOS) {
                    throw new IOException("late");
                }
                more = in.read(body, length, body.length - length);
            }
            length += Math.max(0, more);
        } catch (IOException | RuntimeException e) {
            // Containers throw either for a truncated or badly chunked body; both are faults of the client.
            throw RequestErrors.invalid("The body did not arrive whole, or not within 5 seconds.");
        }
        return Arrays.copyOf(body, length);
    }

    private static LoginException tooLarge() {
        return new LoginException(ErrorCode.PAYLOAD_TOO_LARGE, "The body must be at most 16384 bytes.");
    }
}
