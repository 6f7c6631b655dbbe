package dev.saoma.emulator.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads resource files of this package. */
final class Resource {

    private Resource() {}

    static byte[] bytes(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the emulator's jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
