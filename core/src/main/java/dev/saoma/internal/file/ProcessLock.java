package dev.saoma.internal.file;

import dev.saoma.error.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Locks a database file for this process. SQLite allows several processes, but two writers with separate caches would
 * break the guarantees about sessions.
 */
public final class ProcessLock implements AutoCloseable {
    /**
     * The files locked by this process. A lock file must never be opened twice: closing the second channel would
     * release the lock of the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private ProcessLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Returns whether this process has locked the file. */
    public static boolean isHeld(Path file) {
        try {
            return HELD.contains(path(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root is no file");
    }

    private static Path path(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path real = Files.exists(absolute)
                ? absolute.toRealPath()
                : folder(file).toRealPath().resolve(absolute.getFileName());
        return real.resolveSibling(real.getFileName() + ".lock");
    }

    /**
     * Locks a file.
     *
     * @throws ConfigException when the folder is not writable, or the file is in use, here or elsewhere
     */
    public static ProcessLock of(Path file) {
        Path path;
        try {
            PrivateFiles.folders(folder(file));
            path = path(file);
        } catch (IOException e) {
            throw notWritable(file);
        }
        if (!HELD.add(path)) {
            throw inUse(file);
        }
        @Nullable FileChannel channel = null;
        try {
            PrivateFiles.file(path);
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                release(path, channel);
                throw inUse(file);
            }
            return new ProcessLock(path, channel);
        } catch (OverlappingFileLockException e) {
            // This class was loaded twice, for example by two applications in one container. The channel stays open:
            // closing it would release the other lock.
            HELD.remove(path);
            throw inUse(file);
        } catch (IOException e) {
            release(path, channel);
            throw notWritable(file);
        }
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            release(path, channel);
        }
    }

    private static void release(Path path, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // A failure to close a lock file has no consequence.
        } finally {
            HELD.remove(path);
        }
    }

    private static ConfigException inUse(Path file) {
        return new ConfigException(
                file.toString(),
                "",
                "is in use by another Saoma; stop that one, or give this one a data folder of its own");
    }

    private static ConfigException notWritable(Path file) {
        return new ConfigException(file.toString(), "", "cannot be written; is the folder there, and yours?");
    }
}
