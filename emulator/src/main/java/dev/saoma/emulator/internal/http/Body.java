package dev.saoma.emulator.internal.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a request or a response. The array is not copied, so its creator must not change it. */
public final class Body {

    static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Body of(byte[] bytes) {
        return new Body(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /** Decodes the bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** Returns a part, cut at the end of the body. */
    ByteBuffer part(int from, int length) {
        return ByteBuffer.wrap(bytes, from, Math.min(length, bytes.length - from));
    }
}
