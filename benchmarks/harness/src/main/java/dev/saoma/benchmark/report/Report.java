package dev.saoma.benchmark.report;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Writes {@code benchmarks/results.json}, {@code docs/performance.md} and its charts. Each section is written as soon as
 * it is measured, and replaces the earlier section of the same measure. A run of scale {@code check} writes only into
 * {@code benchmarks/target}, because its figures are meaningless.
 */
public final class Report {
    private final Stamp stamp;
    private final Path results;
    private final Path page;

    public Report(Bench bench) throws IOException {
        this(Stamp.of(bench), home(bench));
    }

    /** @param home the folder that has {@code benchmarks} and {@code docs} */
    Report(Stamp stamp, Path home) {
        this.stamp = stamp;
        this.results = home.resolve("benchmarks/results.json");
        this.page = home.resolve("docs/performance.md");
    }

    private static Path home(Bench bench) throws IOException {
        return bench.scale() == Scale.CHECK
                ? Files.createDirectories(bench.root().resolve("benchmarks/target/check"))
                : bench.root();
    }

    public Path page() {
        return page;
    }

    /** Writes a section, with the time that it took, and returns its ratios, one line each. */
    public List<String> write(Section section, Duration took) throws IOException {
        Files.createDirectories(results.getParent());
        Path charts = Files.createDirectories(page.resolveSibling("performance"));
        Results all = Results.read(results).with(section, stamp);
        all.write(results);
        String picture = section.id().toLowerCase(Locale.ROOT) + ".svg";
        if (!section.rows().isEmpty()) {
            Files.writeString(charts.resolve(picture), new Chart(section).svg());
        }
        String before = Files.exists(page) ? Files.readString(page) : "";
        Files.writeString(page, new Page(before).with(section, stamp, took, all.rows()));
        return section.rows().stream().map(Report::line).toList();
    }

    private static String line(Row row) {
        String target = row.target()
                .map(wanted -> ", target " + wanted + (wanted.metBy(row.ratio()) ? ": met" : ": MISSED"))
                .orElse("");
        return "  %s %s / %s, %s: %s%s".formatted(row.id(), row.subject(), row.versus(), row.of(), row.ratio(), target);
    }
}
