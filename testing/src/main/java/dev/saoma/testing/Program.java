package dev.saoma.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command in a process of its own. Closing it ends the processes that it has started. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Path log;

    public Program(Path folder, Path log, Map<String, String> environment, String... command) throws IOException {
        this.log = log;
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /**
     * Waits until the program is ready; fails with the end of its log if it ends before, or takes longer than 10 minutes, which on
     * a new machine include the download of its libraries.
     */
    public void await(BooleanSupplier ready) throws InterruptedException, IOException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("does not start: " + end(6000));
            }
            Thread.sleep(50);
        }
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    private String end(int length) throws IOException {
        String all = log();
        return all.substring(Math.max(0, all.length() - length));
    }

    @Override
    public void close() throws InterruptedException {
        var all = process.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        process.destroy();
        for (ProcessHandle each : all) {
            try {
                each.onExit().get(20, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                each.destroyForcibly();
            }
        }
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
