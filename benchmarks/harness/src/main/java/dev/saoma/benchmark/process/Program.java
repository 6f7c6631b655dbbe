package dev.saoma.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running program under test. Reads CPU time and memory from {@code /proc}, so it runs on Linux only. */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a command and redirects its output to {@code NAME.log} in a folder. */
    public static Program start(String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Program(name, builder.start(), log);
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** Fails, with the end of the program's output, when the program has ended. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("%s ended with exit code %d; the last that it said:%n%s"
                    .formatted(name, process.exitValue(), lastWords()));
        }
    }

    /** Waits until the program ends by itself; fails when it ends with an error or not in time. */
    public void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("%s had not ended after %s; see %s".formatted(name, patience, log));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("%s ended with exit code %d; the last that it said:%n%s"
                    .formatted(name, process.exitValue(), lastWords()));
        }
    }

    /** The CPU time so far, user and system. */
    public Duration cpu() {
        requireAlive();
        return CpuTime.of(pid());
    }

    /** The CPU time so far of the threads that compile, if this is a JVM. A thread that ended counts no more. */
    public Duration compilerCpu() {
        requireAlive();
        return CpuTime.ofCompilers(pid());
    }

    /** The current resident memory, in bytes. */
    public long residentBytes() {
        return status("VmRSS:") * 1024;
    }

    /** The current resident memory that is no part of a file, in bytes. */
    public long anonymousBytes() {
        return status("RssAnon:") * 1024;
    }

    /** The peak of resident memory so far, in bytes. */
    public long peakResidentBytes() {
        return status("VmHWM:") * 1024;
    }

    /** The current number of platform threads. */
    public long threads() {
        return status("Threads:");
    }

    private long status(String key) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has no " + key + " in /proc"));
    }

    private String read(String file) {
        requireAlive();
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Terminates the program, forcibly after twenty seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
