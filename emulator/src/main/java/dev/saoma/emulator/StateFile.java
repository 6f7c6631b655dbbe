package dev.saoma.emulator;

import dev.saoma.emulator.internal.control.StateJson;
import dev.saoma.emulator.internal.control.StateReader;
import dev.saoma.emulator.internal.platform.PlatformState;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.exc.JacksonIOException;

/** A state on disk: read at the start, and replaced atomically, so that an interrupted write leaves the old file. */
final class StateFile {

    private static final long MAX_BYTES = 64L << 20;

    private final Path path;

    StateFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /**
     * Returns the state; empty when the file does not exist yet.
     *
     * @throws RefusedException when the file cannot be read or holds no valid state
     */
    Optional<PlatformState> read() {
        try {
            if (Files.notExists(path)) {
                return Optional.empty();
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new RefusedException("state file " + path + " is longer than 64 MiB");
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
                return Optional.of(StateReader.read(in));
            }
        } catch (IOException e) {
            throw new RefusedException("state file " + path + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /** Returns the exception for an invalid state. */
    RefusedException refused(IllegalArgumentException e) {
        return new RefusedException("state file " + path + ": " + e.getMessage(), e);
    }

    void write(PlatformState state) {
        try {
            // A temporary file is readable by its owner only, as it must be: it holds secrets, codes and tokens.
            Path fresh =
                    Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
            try {
                write(state, fresh);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | JacksonIOException e) {
            throw new UncheckedIOException(
                    "state file " + path + " cannot be written", e instanceof IOException io ? io : new IOException(e));
        }
    }

    private void write(PlatformState state, Path fresh) throws IOException {
        try (OutputStream out = Files.newOutputStream(fresh)) {
            StateJson.write(state, out);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
