package dev.saoma.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Stamp STAMP = new Stamp("2026-11-23", "0123456789", "25.0.1", 2, "quick");

    @TempDir
    Path home;

    @Test
    void writesRowsUnderTheNamesThatReadersKnow() throws Exception {
        write(section("S1", row("S1", 1.2, Optional.of(Target.atMost(1)))));

        JsonNode row = results().get(0);
        assertThat(row.get("id").asString()).isEqualTo("S1");
        assertThat(row.get("versus").asString()).isEqualTo("wxjava");
        assertThat(row.get("ratio").get("median").asDouble()).isEqualTo(1.2);
        assertThat(row.get("ratio").get("min").asDouble()).isEqualTo(1.1);
        assertThat(row.get("ratio").get("max").asDouble()).isEqualTo(1.3);
        assertThat(row.get("target").asDouble()).isEqualTo(1);
        assertThat(row.get("met").asBoolean()).isFalse();
    }

    @Test
    void keepsWhatOtherMeasuresSaidAndReplacesWhatTheSameSaid() throws Exception {
        write(section("S4", row("S4", 0.5, Optional.empty())));
        write(section("S1", row("S1", 1.2, Optional.of(Target.atMost(1)))));
        write(section("S1", row("S1", 0.8, Optional.of(Target.atMost(1)))));

        assertThat(results()).hasSize(2);
        assertThat(results().get(0).get("ratio").get("median").asDouble()).isEqualTo(0.8);
        assertThat(results().get(1).get("met").isNull()).isTrue();
        assertThat(page())
                .containsSubsequence("<!-- S1 -->", "0.80", "<!-- /S1 -->", "<!-- S4 -->", "0.50", "<!-- /S4 -->")
                .doesNotContain("1.2");
    }

    @Test
    void putsAllButTheShippedServerIntoAFootnote() throws Exception {
        Optional<Target> target = Optional.of(Target.atMost(1));
        var embedded = new Row("S1", "embedded", "wxjava", "CPU per login", new Ratio(0.5, 0.4, 0.6), target);
        write(section("S1", embedded, row("S1", 0.8, target)));

        assertThat(page())
                .containsSubsequence(
                        "## Targets",
                        "| server-sqlite / wxjava |",
                        "Footnote",
                        "| embedded / wxjava |",
                        "## What each peer does less",
                        "<!-- S1 -->",
                        "in 1:15 minutes",
                        "| server-sqlite / wxjava |",
                        "Footnote",
                        "| embedded / wxjava |");
    }

    @Test
    void putsTheTenthMeasureBehindTheNinth() throws Exception {
        for (String id : List.of("micro", "S10", "S9", "S2")) {
            write(section(id, row(id, 0.8, Optional.of(Target.atMost(1)))));
        }

        assertThat(page()).containsSubsequence("<!-- S2 -->", "<!-- S9 -->", "<!-- S10 -->", "<!-- micro -->");
        assertThat(results().get(2).get("id").asString()).isEqualTo("S10");
    }

    @Test
    void saysOfATargetByHowMuchItIsMissed() throws Exception {
        assertThat(Page.verdict(new Ratio(1.2, 1.1, 1.3), Target.atMost(1))).isEqualTo("**missed** by 20 %");
        assertThat(Page.verdict(new Ratio(1.2, 0.9, 1.3), Target.atMost(1)))
                .isEqualTo("**missed** by 20 %, met in a round");
        assertThat(Page.verdict(new Ratio(0.6, 0.5, 0.7), Target.atLeast(0.8))).isEqualTo("**missed** by 25 %");
        assertThat(Page.verdict(new Ratio(0.9, 0.5, 1.7), Target.atLeast(0.8))).isEqualTo("met");
    }

    @Test
    void drawsABarForEachRowAsLongAsItsRatioSays() throws Exception {
        write(section("S1", row("S1", 1.2, Optional.of(Target.atMost(1))), row("S1", 4.8, Optional.empty())));

        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(home.resolve("docs/performance/s1.svg").toFile());
        NodeList bars = svg.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(2);
        assertThat(width(bars, 1)).isGreaterThan(width(bars, 0) * 1.5);
    }

    private static double width(NodeList bars, int index) {
        return Double.parseDouble(
                bars.item(index).getAttributes().getNamedItem("width").getNodeValue());
    }

    private void write(Section section) throws Exception {
        new Report(STAMP, home).write(section, Duration.ofSeconds(75));
    }

    private JsonNode results() throws Exception {
        return new JsonMapper().readTree(Files.readString(home.resolve("benchmarks/results.json")));
    }

    private String page() throws Exception {
        return Files.readString(home.resolve("docs/performance.md"));
    }

    private static Row row(String id, double median, Optional<Target> target) {
        return new Row(
                id, "server-sqlite", "wxjava", "CPU per login", new Ratio(median, median - 0.1, median + 0.1), target);
    }

    private static Section section(String id, Row... rows) {
        return new Section(id, "Logins", List.of(rows), List.of(), List.of("A note."));
    }
}
