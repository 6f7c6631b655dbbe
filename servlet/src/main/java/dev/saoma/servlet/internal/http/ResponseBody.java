package dev.saoma.servlet.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The bytes of a response. */
public final class ResponseBody {
    static final ResponseBody NONE = new ResponseBody(new byte[0]);

    private final byte[] bytes;

    private ResponseBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns a body with this text in UTF-8. */
    public static ResponseBody of(String text) {
        return new ResponseBody(text.getBytes(StandardCharsets.UTF_8));
    }

    public ResponseBody gzipped() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ResponseBody(packed.toByteArray());
    }

    public int length() {
        return bytes.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes]";
    }
}
