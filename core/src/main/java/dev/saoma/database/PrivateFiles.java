package dev.saoma.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody else on the machine may read, where the file system knows owners. What is there stays as it is. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes an empty file, unless it is there. SQLite's files beside a database have the permissions of the database. */
    static void file(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, only(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker; who may go on is decided by the lock.
        }
    }

    /** Makes a folder, and those above it, unless they are there. */
    static Path folders(Path folder) throws IOException {
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
