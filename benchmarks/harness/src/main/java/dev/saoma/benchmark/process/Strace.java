package dev.saoma.benchmark.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a command under strace, which stops it at the system calls that sync and at no others.
 *
 * @param trace the file of the system calls, one line each
 * @param delay the time that is added to each sync
 */
public record Strace(Path trace, Duration delay) {
    private static final String SYNCS = "fsync,fdatasync,sync_file_range,msync";
    /** A call that another thread interrupts has a second line, which says {@code resumed}. */
    private static final Pattern CALL = Pattern.compile("(fsync|fdatasync|sync_file_range|msync)\\(");

    /** Whether there is an strace that may trace processes here. */
    public static boolean works() throws IOException, InterruptedException {
        if (!Command.isThere("strace")) {
            return false;
        }
        Process probe = new ProcessBuilder(line(List.of("-o", "/dev/null", "true")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    }

    /** The words before a command. The command keeps its process identifier, because the tracer is not its parent. */
    public List<String> prefix() {
        var more = new ArrayList<>(List.of("-o", trace.toString()));
        if (!delay.isZero()) {
            more.addAll(List.of("-e", "inject=" + SYNCS + ":delay_exit=" + delay.toNanos() / 1_000));
        }
        return line(more);
    }

    private static List<String> line(List<String> more) {
        var line = new ArrayList<>(List.of("strace", "-D", "-f", "--seccomp-bpf", "-e", "trace=" + SYNCS));
        line.addAll(more);
        return List.copyOf(line);
    }

    /** Returns the number of syncs so far. */
    public long syncs() throws IOException {
        try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> CALL.matcher(line).find()).count();
        }
    }
}
