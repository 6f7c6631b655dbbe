package dev.saoma.benchmark.report;

import dev.saoma.benchmark.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The date, commit, JDK, number of cores and scale of a measured section. */
public record Stamp(String date, String commit, String jdk, int cores, String scale) {
    static Stamp of(Bench bench) {
        return new Stamp(
                LocalDate.now(ZoneOffset.UTC).toString(),
                commit(bench.root()),
                Runtime.version().toString(),
                Runtime.getRuntime().availableProcessors(),
                bench.scale().name().toLowerCase(Locale.ROOT));
    }

    private static String commit(Path root) {
        String commit = git(root, "rev-parse", "--short=10", "HEAD");
        // The files that a run writes do not change what was measured.
        boolean changed = !git(
                        root, "status", "--porcelain", "--", ".", ":!docs/performance*", ":!benchmarks/results.json")
                .isEmpty();
        return commit.isEmpty() ? "unknown" : commit + (changed ? " with local changes" : "");
    }

    private static String git(Path root, String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-C", root.toString()));
        line.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public String toString() {
        return "%s, commit %s, JDK %s, %d cores, `%s`".formatted(date, commit, jdk, cores, scale);
    }
}
