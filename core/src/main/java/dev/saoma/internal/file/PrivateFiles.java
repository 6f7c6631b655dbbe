package dev.saoma.internal.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates files and folders that only their owner may read, where the file system supports it. Existing ones are not
 * changed.
 */
public final class PrivateFiles {
    private PrivateFiles() {}

    /**
     * Creates an empty file, unless it exists. SQLite's files beside a database get the permissions of the database.
     */
    public static void file(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, only(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Another process created it first; the lock decides which process may use it.
        }
    }

    /** Creates a folder and its parents, unless they exist. */
    public static Path folders(Path folder) throws IOException {
        return Files.createDirectories(folder, only(folder, "rwx------"));
    }

    private static FileAttribute<?>[] only(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
