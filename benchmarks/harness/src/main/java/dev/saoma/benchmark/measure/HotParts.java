package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.process.JavaCommand;
import dev.saoma.benchmark.process.Program;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hot methods, each alone under JMH. Reported without a target; not part of a quick run. */
public final class HotParts implements Measure {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public String id() {
        return "micro";
    }

    @Override
    public String title() {
        return "Hot parts, each by itself";
    }

    @Override
    public boolean isIn(Scale scale) {
        return scale == Scale.FULL;
    }

    @Override
    public Section take(Bench bench) throws Exception {
        Path results = bench.work().resolve("micro.json");
        String seconds = bench.scale().of("100ms", "500ms", "1s");
        JavaCommand command = JavaCommand.of(
                bench.java(),
                bench.subject("micro"),
                "-f",
                bench.scale().of("1", "1", "3"),
                "-wi",
                bench.scale().of("1", "5", "5"),
                "-i",
                bench.scale().of("1", "5", "5"),
                "-w",
                seconds,
                "-r",
                seconds,
                "-rf",
                "json",
                "-rff",
                results.toString());
        try (Program jmh = Program.start("micro", bench.work(), Map.of(), command.line())) {
            jmh.awaitEnd(PATIENCE);
        }
        var lines = new ArrayList<List<String>>();
        for (JsonNode each : new JsonMapper().readTree(Files.readString(results))) {
            String name = each.get("benchmark").asString();
            JsonNode metric = each.get("primaryMetric");
            lines.add(List.of(
                    name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                    Ratio.figure(metric.get("score").asDouble()),
                    Ratio.figure(metric.get("scoreError").asDouble(Double.NaN))));
        }
        var table = new Table("JMH, average time", List.of("what", "ns", "± (99.9 %)"), lines);
        return new Section(id(), title(), List.of(), List.of(table), List.of());
    }
}
