package dev.saoma.benchmark.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All known rows, each with its stamp: {@code benchmarks/results.json}, one row per line. */
record Results(List<Kept> kept) {
    /** S2 before S10, and a measure with a word for a name at the end. */
    static final Comparator<String> ORDER =
            Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final JsonMapper JSON = new JsonMapper();
    private static final MathContext FIGURES = new MathContext(3);

    /** A row and its stamp. */
    record Kept(Row row, Stamp stamp) {}

    static Results read(Path file) throws IOException {
        var kept = new ArrayList<Kept>();
        if (Files.exists(file)) {
            for (JsonNode node : JSON.readTree(Files.readString(file))) {
                kept.add(kept(node));
            }
        }
        return new Results(List.copyOf(kept));
    }

    /** Returns the results with a section that replaces the earlier rows of the same measure. */
    Results with(Section section, Stamp stamp) {
        var all = new ArrayList<>(kept.stream()
                .filter(each -> !each.row().id().equals(section.id()))
                .toList());
        section.rows().forEach(row -> all.add(new Kept(row, stamp)));
        all.sort(Comparator.comparing(each -> each.row().id(), ORDER));
        return new Results(List.copyOf(all));
    }

    List<Row> rows() {
        return kept.stream().map(Kept::row).toList();
    }

    void write(Path file) throws IOException {
        var lines = kept.stream().map(each -> json(each).toString()).toList();
        Files.writeString(file, "[\n" + String.join(",\n", lines) + "\n]\n");
    }

    private static ObjectNode json(Kept kept) {
        Row row = kept.row();
        ObjectNode node = JSON.createObjectNode();
        node.put("id", row.id())
                .put("subject", row.subject())
                .put("versus", row.versus())
                .put("of", row.of());
        node.putObject("ratio")
                .put("median", rounded(row.ratio().median()))
                .put("min", rounded(row.ratio().min()))
                .put("max", rounded(row.ratio().max()));
        if (row.target().isPresent()) {
            Target target = row.target().get();
            node.put("target", target.value()).put("bound", bound(target)).put("met", target.metBy(row.ratio()));
        } else {
            node.putNull("target").putNull("met");
        }
        Stamp stamp = kept.stamp();
        node.put("scale", stamp.scale()).put("jdk", stamp.jdk()).put("cores", stamp.cores());
        return node.put("commit", stamp.commit()).put("date", stamp.date());
    }

    private static Kept kept(JsonNode node) {
        JsonNode ratio = node.get("ratio");
        Optional<Target> target = node.get("target").isNull()
                ? Optional.empty()
                : Optional.of(new Target(
                        node.get("bound").asString().equals("most") ? Target.Bound.AT_MOST : Target.Bound.AT_LEAST,
                        node.get("target").asDouble()));
        var row = new Row(
                text(node, "id"),
                text(node, "subject"),
                text(node, "versus"),
                text(node, "of"),
                new Ratio(
                        ratio.get("median").asDouble(),
                        ratio.get("min").asDouble(),
                        ratio.get("max").asDouble()),
                target);
        int cores = node.get("cores").asInt();
        return new Kept(
                row,
                new Stamp(text(node, "date"), text(node, "commit"), text(node, "jdk"), cores, text(node, "scale")));
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }

    private static String bound(Target target) {
        return target.bound() == Target.Bound.AT_MOST ? "most" : "least";
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(BigDecimal.valueOf(value).round(FIGURES).toPlainString());
    }
}
