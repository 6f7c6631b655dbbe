package dev.saoma.servlet.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a response: known in advance, or a stream that grows while it is sent. */
public final class ResponseBody {
    static final ResponseBody NONE = new ResponseBody(new byte[0], null);

    private final byte[] bytes;
    private final @Nullable Stream stream;

    /** Writes a body whose length is not known. It flushes what shall be sent at once. */
    @FunctionalInterface
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    private ResponseBody(byte[] bytes, @Nullable Stream stream) {
        this.bytes = bytes;
        this.stream = stream;
    }

    /** Returns a body with this text in UTF-8. */
    public static ResponseBody of(String text) {
        return new ResponseBody(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Returns a body that is written while it is sent, on the thread of the request. */
    public static ResponseBody stream(Stream stream) {
        return new ResponseBody(new byte[0], stream);
    }

    public ResponseBody gzipped() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ResponseBody(packed.toByteArray(), null);
    }

    /** Returns whether the length is not known. */
    public boolean isStream() {
        return stream != null;
    }

    public int length() {
        return bytes.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        if (stream == null) {
            out.write(bytes);
        } else {
            stream.writeTo(out);
        }
    }

    @Override
    public String toString() {
        return isStream() ? "Content[stream]" : "Content[" + bytes.length + " bytes]";
    }
}
