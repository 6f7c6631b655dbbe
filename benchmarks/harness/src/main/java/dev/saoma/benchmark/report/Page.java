package dev.saoma.benchmark.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/performance.md}: all targets, then a section for each measure between marks by which a later run replaces it. */
record Page(String before) {
    private static final Pattern SECTION = Pattern.compile("<!-- (\\w+) -->\n(.*?)<!-- /\\1 -->\n", Pattern.DOTALL);
    private static final String HEAD = """
            # Performance

            The shipped server jar with its default settings, on SQLite (`server-sqlite`) and on PostgreSQL
            (`server-postgresql`), beside its peers, measured in rotation on one machine by `benchmarks/run`, which anyone can
            repeat ([how](../benchmarks/README.md)). This page and `benchmarks/results.json` are what that command writes.

            Every figure is a ratio inside one round, as `median [min..max]` over the rounds: both sides ran within the same
            minute on the same cores. The processor's time comes first, because it moves least when a machine is busy. A
            difference smaller than a range says nothing. The three rounds of `quick` are few: of two such runs on one machine
            (2026-11-30) 41 of 48 rows overlapped, and the medians of the other seven differed by 8 to 31 %. Absolute figures,
            in the tables further down, hold for the machine that they were taken on and no other; sections that were taken at
            another time may be of another machine.

            """;
    private static final String PEERS = """

            ## What each peer does less

            Saoma stores each attempt, session and audit line of a login; what they stand beside does not:

            - `wxjava` keeps users in a map and sessions in Tomcat's memory: a restart forgets both, a second process knows
              neither, no session can be ended from elsewhere, and there is no audit trail.
            - `spring-security` keeps users and sessions in memory in the same way, and has no audit trail either.
            - `spring-session-jdbc` keeps users and sessions in PostgreSQL, where they last and are shared, but has no audit
              trail, knows a person by the openid of one app and not by the unionid, and cannot bind or unbind an account.
            - `justauth` keeps users and sessions in memory as well, and leaves it to the application to tie a state to a
              browser and to accept it once.
            - `bare-jdk` is the JDK's HTTP server and HTTP client by themselves, without storage, log or expiry of sessions: a
              bound to read against, and no product. `bare-sockets` is the same with pooled sockets.
            - `pgbench` sends SQL and nothing else: no HTTP, no call to WeChat, no decision on what it reads.
            """;
    private static final String FOOTNOTE =
            "Footnote, not the shipped server in its default way: `embedded` is Saoma in an"
                    + " application with rows in memory, `-iframe` a login in an iframe";

    /** Returns the page with a section that replaces the earlier one of the same measure, and with the targets of all rows. */
    String with(Section section, Stamp stamp, Duration took, List<Row> rows) {
        Map<String, String> sections = new TreeMap<>(Results.ORDER);
        Matcher matcher = SECTION.matcher(before);
        while (matcher.find()) {
            sections.put(matcher.group(1), matcher.group(2));
        }
        sections.put(section.id(), text(section, stamp, took));
        var page = new StringBuilder(HEAD);
        page.append("## Targets\n\n").append(targets(rows, false));
        if (rows.stream().anyMatch(row -> row.isFootnote() && row.target().isPresent())) {
            page.append("\n").append(FOOTNOTE).append(":\n\n").append(targets(rows, true));
        }
        page.append(PEERS);
        sections.forEach((id, text) ->
                page.append("\n<!-- %s -->\n".formatted(id)).append(text).append("<!-- /%s -->\n".formatted(id)));
        return page.toString();
    }

    private static String time(Duration took) {
        return "%d:%02d minutes".formatted(took.toMinutes(), took.toSecondsPart());
    }

    private static String targets(List<Row> rows, boolean footnotes) {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : which(rows, footnotes)) {
            row.target()
                    .ifPresent(target -> lines.add(List.of(
                            row.id(),
                            row.of(),
                            row.subject() + " / " + row.versus(),
                            row.ratio().toString(),
                            target.toString(),
                            verdict(row.ratio(), target))));
        }
        return table(List.of("", "what", "of", "median [min..max]", "target", ""), lines);
    }

    /** Returns "met", or by how much the target was missed and whether a round met it. */
    static String verdict(Ratio ratio, Target target) {
        if (target.metBy(ratio)) {
            return "met";
        }
        if (target.value() == 0) {
            return "**missed**";
        }
        double by = Math.abs(ratio.median() / target.value() - 1) * 100;
        Ratio best = target.bound() == Target.Bound.AT_MOST
                ? new Ratio(ratio.min(), ratio.min(), ratio.min())
                : new Ratio(ratio.max(), ratio.max(), ratio.max());
        String within = target.metBy(best) ? ", met in a round" : "";
        return "**missed** by %s %%%s".formatted(Ratio.figure(by), within);
    }

    private static String text(Section section, Stamp stamp, Duration took) {
        var text = new StringBuilder();
        text.append("## %s: %s\n\n".formatted(section.id(), section.title()));
        text.append("Taken on %s, in %s.\n\n".formatted(stamp, time(took)));
        if (!section.rows().isEmpty()) {
            String picture = "performance/" + section.id().toLowerCase(Locale.ROOT) + ".svg";
            text.append("![%s: the ratios of the table below as bars](%s)\n\n".formatted(section.title(), picture));
            text.append(ratios(which(section.rows(), false))).append("\n");
            List<Row> footnotes = which(section.rows(), true);
            if (!footnotes.isEmpty()) {
                text.append(FOOTNOTE).append(":\n\n").append(ratios(footnotes)).append("\n");
            }
        }
        for (Table table : section.tables()) {
            text.append("%s:\n\n".formatted(table.caption()));
            text.append(table(table.head(), table.lines())).append("\n");
        }
        section.notes().forEach(note -> text.append("- ").append(note).append("\n"));
        return text.toString();
    }

    private static List<Row> which(List<Row> rows, boolean footnotes) {
        return rows.stream().filter(row -> row.isFootnote() == footnotes).toList();
    }

    private static String ratios(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add(List.of(
                    row.of(),
                    row.subject() + " / " + row.versus(),
                    row.ratio().toString(),
                    row.target().map(Target::toString).orElse("")));
        }
        return table(List.of("what", "of", "median [min..max]", "target"), lines);
    }

    private static String table(List<String> head, List<List<String>> lines) {
        var table = new StringBuilder();
        table.append("| ").append(String.join(" | ", head)).append(" |\n");
        table.append("|").append("---|".repeat(head.size())).append("\n");
        for (List<String> line : lines) {
            table.append("| ").append(String.join(" | ", line)).append(" |\n");
        }
        return table.toString();
    }
}
