package dev.saoma.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The CPU time of processes, user and system, from {@code /proc}. */
public final class CpuTime {
    /** {@code USER_HZ} of Linux, which is 100 on every platform of the JDK. */
    private static final long TICKS_PER_SECOND = 100;
    /** The position of utime, stime, cutime and cstime behind the name of the process. */
    private static final int FIRST = 11;

    private CpuTime() {}

    /** Returns the CPU time of a process so far, without its children. */
    public static Duration of(long pid) {
        return ticks(pid, 2);
    }

    /** Returns the CPU time of a process and its children so far, including children that have ended. */
    public static Duration withChildren(long pid) {
        Duration own = ticks(pid, 4);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(pid).orElseThrow().children()) {
            return children.map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(own, Duration::plus);
        }
    }

    /** Returns the CPU time so far of the threads of a JVM that compile. */
    public static Duration ofCompilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(thread -> read(thread.resolve("stat")))
                    .filter(stat -> stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler"))
                    .map(stat -> ticks(stat, 2))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the statistics of a thread; empty when it has ended. */
    private static String read(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException e) {
            return "";
        }
    }

    private static Duration ticks(long pid, int fields) {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration ticks(String stat, int fields) {
        List<String> all =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
        long ticks = all.subList(FIRST, FIRST + fields).stream()
                .mapToLong(Long::parseLong)
                .sum();
        return Duration.ofNanos(ticks * (1_000_000_000L / TICKS_PER_SECOND));
    }
}
