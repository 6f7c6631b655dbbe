package dev.saoma.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder whose files a process loses in a power cut, but for what it has synced. A library that is loaded before the
 * process's own ones copies each file when it is synced.
 */
final class PoweredDisk {
    private final Path library;
    private final Path folder;
    private final Path kept;
    private final Path log;

    private PoweredDisk(Path library, Path folder, Path kept, Path log) {
        this.library = library;
        this.folder = folder;
        this.kept = kept;
        this.log = log;
    }

    /**
     * Creates one below a folder. Skips the test with a message if there is no C compiler or no Linux, or fails it if
     * SAOMA_REQUIRE_ALL is true.
     *
     * @param executable a folder in which programs may be executable
     */
    static PoweredDisk in(Path root, Path executable) throws Exception {
        Path library = library(executable);
        Path folder = Files.createDirectories(root.resolve("folder")).toRealPath();
        Path kept = Files.createDirectories(root.resolve("kept")).toRealPath();
        Files.createDirectories(kept.resolve("unnamed"));
        return new PoweredDisk(library, folder, kept, Files.createFile(root.resolve("log")));
    }

    private static Path library(Path folder) throws Exception {
        Path source = folder.resolve("disk.c");
        Path library = folder.resolve("disk.so");
        try (var text = PoweredDisk.class.getResourceAsStream("disk.c")) {
            Files.copy(text, source);
        }
        Process compiler;
        try {
            if (!System.getProperty("os.name").equals("Linux")) {
                throw new IOException("LD_PRELOAD is one of Linux");
            }
            compiler = new ProcessBuilder(
                            "gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw missing(e);
        }
        if (!compiler.waitFor(1, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
            throw new IllegalStateException("disk.c is not compiled");
        }
        return library;
    }

    private static RuntimeException missing(IOException why) {
        if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
            throw new IllegalStateException("no gcc on this machine", why);
        }
        System.out.println(
                "SKIPPED: no gcc on this machine, so no power cut was simulated; install the packages gcc and"
                        + " libc6-dev: " + why.getMessage());
        return Assumptions.abort("no gcc");
    }

    /** Starts a child that writes to {@code x.db}. */
    Process start(DatabaseChild.Task task) throws IOException {
        return DatabaseChild.start(
                task,
                folder.resolve("x.db").toString(),
                Map.of(
                        "LD_PRELOAD", library.toString(),
                        "SAOMA_DISK_FOLDER", folder.toString(),
                        "SAOMA_DISK_KEPT", kept.toString(),
                        "SAOMA_DISK_LOG", log.toString()));
    }

    /** Returns the number of syncs so far. */
    int syncs() throws IOException {
        return Files.readAllLines(log).size();
    }

    /** Returns what the disk holds of {@code x.db} after a power cut; the processes must have ended. */
    List<DatabaseChild.Row> cutPower() throws IOException {
        empty(folder);
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
            return DatabaseChild.Row.allOf(database);
        } finally {
            // Closing has put the whole log into the file, and has removed the log.
            empty(kept);
            Files.copy(folder.resolve("x.db"), kept.resolve("x.db"));
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
