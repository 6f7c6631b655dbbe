package dev.saoma.emulator.internal.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer. Not copied: whoever makes one leaves the array alone afterwards. */
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

    /** Read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** A part of it, as far as it goes. */
    ByteBuffer part(int from, int length) {
        return ByteBuffer.wrap(bytes, from, Math.min(length, bytes.length - from));
    }
}
