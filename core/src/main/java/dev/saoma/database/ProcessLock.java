package dev.saoma.database;

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
 * A database file that is this process's alone. SQLite lets several processes in; two writers with caches of their own
 * would break what we promise of sessions.
 */
final class ProcessLock implements AutoCloseable {
    /**
     * What this process holds. It must never open a lock file twice: closing the second channel would give the first
     * one's lock back.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private ProcessLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Whether this process has that file now. */
    static boolean isHeld(Path file) {
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

    /** @throws ConfigException when the folder cannot be written, or the file is in use, here or elsewhere */
    static ProcessLock of(Path file) {
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
            // This class was loaded twice, by two applications in one container for example. The channel stays open: to
            // close
            // it would give the other one's lock back.
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
            // Nothing is lost with a lock file.
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
