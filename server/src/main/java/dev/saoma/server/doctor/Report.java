package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The findings as lines of text and as JSON, with the same contents. */
public record Report(List<Finding> findings) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INDENT = " ".repeat(24);

    /** Returns whether any finding is at level {@code FAIL}. */
    public boolean failed() {
        return count(Level.FAIL) > 0;
    }

    /** Returns English lines, each with the Chinese one below it. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (Finding finding : findings) {
            String head = "%-5s %-17s ".formatted(finding.level().word(), finding.check());
            add(head, finding.what(), lines);
            finding.fix().ifPresent(fix -> add(" ".repeat(18) + "fix:  ", fix, lines));
        }
        lines.add("");
        Bilingual counts = Bilingual.of("report.counts", count(Level.FAIL), count(Level.WARN), count(Level.OK));
        lines.add(counts.english() + "  " + counts.chinese());
        return lines;
    }

    private static void add(String head, Bilingual text, List<String> lines) {
        lines.add(head + text.english());
        if (!text.chinese().equals(text.english())) {
            lines.add(INDENT + text.chinese());
        }
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** Returns an object: {@code status}, {@code findings} with {@code level}, {@code check}, {@code what}, {@code fix}. */
    public String json() {
        ObjectNode report = JSON.createObjectNode();
        report.put("status", failed() ? "fail" : count(Level.WARN) > 0 ? "warn" : "ok");
        var list = report.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode one = list.addObject();
            one.put("level", finding.level().word());
            one.put("check", finding.check());
            put(one, "what", finding.what());
            finding.fix().ifPresent(fix -> put(one, "fix", fix));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    private static void put(ObjectNode one, String member, Bilingual text) {
        one.putObject(member).put("en", text.english()).put("zh-CN", text.chinese());
    }
}
