package dev.saoma.benchmark.report;

import java.util.List;
import java.util.Locale;

/**
 * The ratios of a section as bars: a whisker from the lowest to the highest round, a line at the target. The scale is
 * logarithmic, so that half and double are equally far from 1.
 */
record Chart(Section section) {
    private static final int WIDTH = 720;
    private static final int LABELS = 330;
    private static final int FIGURES = 120;
    private static final int LINE = 40;
    private static final int TOP = 16;
    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #1f2328; }
            .small { font-size: 11px; fill: #59636e; }
            .bar { fill: #1a7f64; } .told { fill: #6e7781; } .missed { fill: #bc4c00; }
            .whisker { stroke: #1f2328; stroke-width: 1.5; } .target { stroke: #0969da; stroke-width: 2; }
            .one { stroke: #8c959f; stroke-dasharray: 3 3; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; } .small { fill: #9198a1; }
              .bar { fill: #3fb68b; } .told { fill: #8b949e; } .missed { fill: #f0883e; }
              .whisker { stroke: #e6edf3; } .target { stroke: #58a6ff; } .one { stroke: #6e7681; }
            }
            </style>
            """;

    String svg() {
        List<Row> rows = section.rows();
        int height = TOP + rows.size() * LINE + 28;
        var svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                .formatted(WIDTH, height, WIDTH, height));
        svg.append("role=\"img\" aria-labelledby=\"title desc\">\n");
        svg.append("<title id=\"title\">%s</title>\n".formatted(escaped(section.title())));
        svg.append("<desc id=\"desc\">%s</desc>\n".formatted(escaped(description(rows))));
        svg.append(STYLE);
        double one = at(1);
        svg.append(line("one", one, TOP - 6, one, TOP + rows.size() * LINE));
        for (int i = 0; i < rows.size(); i++) {
            svg.append(bar(rows.get(i), TOP + i * LINE));
        }
        svg.append(text("small", one, height - 8, "middle", "1"));
        if (one > LABELS + 40) {
            svg.append(text("small", LABELS, height - 8, "start", Ratio.figure(least())));
        }
        svg.append(text("small", WIDTH - FIGURES, height - 8, "end", Ratio.figure(greatest())));
        return svg.append("</svg>\n").toString();
    }

    private String bar(Row row, int y) {
        String kind = row.target()
                .map(target -> target.metBy(row.ratio()) ? "bar" : "missed")
                .orElse("told");
        double from = at(least());
        double to = at(row.ratio().median());
        double middle = y + 11;
        var bar = new StringBuilder();
        bar.append(text("", 0, y + 10, "start", row.subject() + " / " + row.versus()));
        bar.append(text("small", 0, y + 25, "start", row.of()));
        bar.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\"/>\n",
                kind,
                from,
                y + 4,
                Math.max(1, to - from)));
        bar.append(line("whisker", at(row.ratio().min()), middle, at(row.ratio().max()), middle));
        row.target()
                .filter(target -> target.value() > 0)
                .ifPresent(target -> bar.append(line("target", at(target.value()), y, at(target.value()), y + 22)));
        bar.append(text("", WIDTH - FIGURES + 6, y + 15, "start", row.ratio().toString()));
        return bar.toString();
    }

    /** Returns the x coordinate of a ratio. */
    private double at(double ratio) {
        double share = Math.log(Math.max(least(), ratio) / least()) / Math.log(greatest() / least());
        return LABELS + share * (WIDTH - FIGURES - LABELS);
    }

    private double least() {
        double least = section.rows().stream()
                .mapToDouble(row -> Math.min(
                        row.ratio().min(), row.target().map(Target::value).orElse(1.0)))
                .filter(value -> value > 0)
                .min()
                .orElse(1);
        return Math.min(least, 1) / 1.5;
    }

    private double greatest() {
        double greatest = section.rows().stream()
                .mapToDouble(row -> Math.max(
                        row.ratio().max(), row.target().map(Target::value).orElse(1.0)))
                .max()
                .orElse(1);
        return Math.max(greatest, 1) * 1.2;
    }

    private static String description(List<Row> rows) {
        return String.join(
                "; ",
                rows.stream()
                        .map(row -> "%s, %s / %s: %s".formatted(row.of(), row.subject(), row.versus(), row.ratio()))
                        .toList());
    }

    private static String line(String kind, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                kind,
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(String kind, double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                kind,
                x,
                y,
                anchor,
                escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
