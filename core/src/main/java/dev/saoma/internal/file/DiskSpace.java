package dev.saoma.internal.file;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a warning when the disk of the embedded database has less than 5 % free: at most once an hour, and again at once
 * after there was enough space in between. Not thread-safe.
 */
public final class DiskSpace {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int LEAST_PERCENT = 5;
    private static final long BETWEEN_CHECKS = TimeUnit.MINUTES.toNanos(1);
    private static final long BETWEEN_WARNINGS = TimeUnit.HOURS.toNanos(1);

    private final Path file;
    private final Disk disk;
    private final LongSupplier nanos;
    private boolean checked;
    private long checkedAt;
    private boolean warned;
    private long warnedAt;

    DiskSpace(Path file, Disk disk, LongSupplier nanos) {
        this.file = file;
        this.disk = disk;
        this.nanos = nanos;
    }

    /** Reads the free space of a disk. */
    interface Disk {
        Space space() throws IOException;
    }

    /** Free and total space in bytes. */
    record Space(long free, long all) {
        boolean isShort() {
            return all > 0 && free < all / 100 * LEAST_PERCENT;
        }
    }

    public static DiskSpace around(Path file) {
        return new DiskSpace(
                file,
                () -> {
                    FileStore store = Files.getFileStore(file);
                    return new Space(store.getUsableSpace(), store.getTotalSpace());
                },
                System::nanoTime);
    }

    /** Checks the free space, at most once a minute. */
    public void check() {
        long now = nanos.getAsLong();
        if (checked && now - checkedAt < BETWEEN_CHECKS) {
            return;
        }
        checked = true;
        checkedAt = now;
        try {
            warnIfShort(disk.space(), now);
        } catch (IOException e) {
            LOG.debug(
                    "the room on the disk of {} is not known: {}",
                    file,
                    e.getClass().getSimpleName());
        }
    }

    private void warnIfShort(Space space, long now) {
        if (!space.isShort()) {
            warned = false;
        } else if (!warned || now - warnedAt >= BETWEEN_WARNINGS) {
            warned = true;
            warnedAt = now;
            LOG.warn(
                    "less than {} % ({} MiB) are free on the disk of {}; make room, for when it is full nobody can log in",
                    LEAST_PERCENT, space.free() / MEBIBYTE, file);
        }
    }
}
