package dev.saoma.server.element;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the processes that edit one app's folder take turns. The operating system releases the lock of a process that ends. The
 * lock file {@code .saoma-edit.lock} stays.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = ".saoma-edit.lock";
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock, at most 10 seconds.
     *
     * @throws LoginException {@code store_unavailable} when others hold it for longer
     * @throws IOException when the folder cannot be written
     */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        long begun = System.nanoTime();
        try {
            while (tryLock(channel).isEmpty()) {
                if (System.nanoTime() - begun > LONGEST.toNanos()) {
                    throw new LoginException(
                            ErrorCode.STORE_UNAVAILABLE,
                            "Another process has been writing the app's folder for 10 seconds. Try again.");
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return new FolderLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new LoginException(ErrorCode.STORE_UNAVAILABLE, "The server is stopping.");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Another app in this process has it.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
