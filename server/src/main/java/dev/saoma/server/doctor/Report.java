package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was found, for people and for programs: both say the same. */
public record Report(List<Finding> findings) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INDENT = " ".repeat(24);

    /** Whether anything does not work. */
    public boolean failed() {
        return count(Level.FAIL) > 0;
    }

    /** English lines, and Chinese ones below them. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (Finding finding : findings) {
            String head = "%-5s %-17s ".formatted(finding.level().word(), finding.check());
            both(head, finding.what(), lines);
            finding.fix().ifPresent(fix -> both(" ".repeat(18) + "fix:  ", fix, lines));
        }
        lines.add("");
        lines.add("%d fail, %d warn, %d ok  %s"
                .formatted(count(Level.FAIL), count(Level.WARN), count(Level.OK), counted()));
        return lines;
    }

    private static void both(String head, Said said, List<String> lines) {
        lines.add(head + said.english());
        if (!said.chinese().equals(said.english())) {
            lines.add(INDENT + said.chinese());
        }
    }

    private String counted() {
        return "失败 %d，警告 %d，正常 %d".formatted(count(Level.FAIL), count(Level.WARN), count(Level.OK));
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** One object: {@code status}, and {@code findings} with {@code level}, {@code check}, {@code what} and {@code fix} by language. */
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

    private static void put(ObjectNode one, String member, Said said) {
        one.putPOJO(member, Map.of("en", said.english(), "zh-CN", said.chinese()));
    }
}
