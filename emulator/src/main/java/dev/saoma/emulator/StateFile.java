package dev.saoma.emulator;

import dev.saoma.emulator.control.WorldJson;
import dev.saoma.emulator.world.WorldState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The world on disk: read at the start, written whole after every change, so that a cut leaves the old or the new one. */
final class StateFile {

    private static final long MAX_BYTES = 64L << 20;

    private final Path path;

    StateFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /**
     * Empty when there is no file yet.
     *
     * @throws RefusedException when it cannot be read or does not hold a state
     */
    Optional<WorldState> read() {
        try {
            if (Files.notExists(path)) {
                return Optional.empty();
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new RefusedException("state file " + path + " is longer than 64 MiB");
            }
            return Optional.of(WorldJson.read(Files.readString(path)));
        } catch (IOException e) {
            throw new RefusedException("state file " + path + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("state file " + path + ": " + e.getMessage(), e);
        }
    }

    void write(WorldState state) {
        try {
            Path fresh =
                    Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
            Files.writeString(fresh, WorldJson.write(state));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("state file " + path + " cannot be written", e);
        }
    }
}
