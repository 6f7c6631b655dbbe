package dev.saoma.server.element;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes of files, each of which is whole or has not happened. */
interface DurableFiles {

    /** Returns the files of this machine. */
    static DurableFiles ofThisMachine() {
        return new OnDisk();
    }

    /** Writes a text into a new file and returns when it is on the disk. Replaces a file that an earlier try has left. */
    void write(Path file, String text) throws IOException;

    /** Moves a file over another one in the same folder, whose permissions it gets. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file or an empty folder, if it is there. */
    void delete(Path path) throws IOException;

    /** Creates a folder, and those above it. */
    void createFolder(Path folder) throws IOException;

    /** Returns when the entries of a folder are on the disk. */
    void sync(Path folder) throws IOException;

    /** Changes files of this machine. */
    final class OnDisk implements DurableFiles {
        private OnDisk() {}

        @Override
        public void write(Path file, String text) throws IOException {
            // CREATE_NEW does not follow a link that somebody has put there.
            Files.deleteIfExists(file);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            boolean isPosix = from.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (isPosix && Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(from, Files.getPosixFilePermissions(to, LinkOption.NOFOLLOW_LINKS));
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void delete(Path path) throws IOException {
            Files.deleteIfExists(path);
        }

        @Override
        public void createFolder(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void sync(Path folder) throws IOException {
            if (folder.getFileSystem().getSeparator().equals("\\")) {
                // Windows writes the entries of a folder by itself, and opens no folder.
                return;
            }
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
