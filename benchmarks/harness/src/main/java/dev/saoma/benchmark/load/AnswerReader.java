package dev.saoma.benchmark.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads HTTP/1.1 responses one after another: bodies by length, in chunks, or none. Not thread-safe. */
final class AnswerReader {
    private static final int MOST_HEAD = 32 * 1024;
    private static final int MOST_BODY = 4 * 1024 * 1024;

    private final InputStream in;
    private final byte[] head = new byte[MOST_HEAD];

    AnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** @throws IOException when the connection ends early, or the input is not an HTTP/1.1 response */
    Answer read() throws IOException {
        String head = head();
        if (!head.startsWith("HTTP/1.1 ") || head.length() < 14) {
            throw new IOException("What came is no answer of HTTP/1.1.");
        }
        int status = Integer.parseInt(head, 9, 12, 10);
        byte[] body = body(status, new Answer(status, head, ""));
        return new Answer(status, head, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] body(int status, Answer answer) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        Optional<String> length = answer.header("Content-Length");
        if (length.isPresent()) {
            return exactly(Integer.parseInt(length.get()));
        }
        if (answer.header("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return chunks();
        }
        throw new IOException("An answer says neither how long it is nor that it comes in chunks.");
    }

    private byte[] exactly(int length) throws IOException {
        if (length < 0 || length > MOST_BODY) {
            throw new IOException("An answer of " + length + " bytes is not believed.");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The connection ended within an answer.");
        }
        return bytes;
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int end = line.indexOf(';');
            int length = Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
            if (all.size() + length > MOST_BODY) {
                throw new IOException("An answer of more than " + MOST_BODY + " bytes is not believed.");
            }
            all.write(exactly(length));
            line();
            if (length == 0) {
                return all.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        int length = 0;
        while (true) {
            head[length++] = next();
            if (length > 1 && head[length - 1] == '\n') {
                return new String(head, 0, length - 2, StandardCharsets.ISO_8859_1);
            }
            requireRoom(length);
        }
    }

    private String head() throws IOException {
        int length = 0;
        while (true) {
            head[length++] = next();
            if (length >= 4
                    && head[length - 1] == '\n'
                    && head[length - 2] == '\r'
                    && head[length - 3] == '\n'
                    && head[length - 4] == '\r') {
                return new String(head, 0, length, StandardCharsets.ISO_8859_1);
            }
            requireRoom(length);
        }
    }

    private byte next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The connection ended before an answer.");
        }
        return (byte) next;
    }

    private static void requireRoom(int length) throws IOException {
        if (length == MOST_HEAD) {
            throw new IOException("An answer's head is longer than " + MOST_HEAD + " bytes.");
        }
    }
}
