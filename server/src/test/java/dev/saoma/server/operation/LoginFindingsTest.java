package dev.saoma.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.server.doctor.Finding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which clocks are off. */
class LoginFindingsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static NodeStatus node(String name, Instant seenAt, long clockMs) {
        var report = new NodeStatus.Report(seenAt, "UP", "PostgreSQL 16", clockMs, "stamp", List.of());
        return new NodeStatus(name, "host-" + name, "1", NOW, report);
    }

    private static List<String> found(NodeStatus... nodes) {
        return LoginFindings.clocks(new Nodes.Seen(NOW, List.of(nodes)))
                .map(finding ->
                        finding.level().word() + " " + finding.what().english().replaceAll(":.*", ""))
                .toList();
    }

    @Test
    void aClockIsOffByMoreThanFiveSeconds() {
        assertThat(found(node("a", NOW, 5_000), node("b", NOW, -5_000))).isEmpty();
        assertThat(found(node("a", NOW, 6_001), node("b", NOW, -90_000)))
                .containsExactly(
                        "warn the clock of node a on host-a is 6 s ahead of the database's",
                        "fail the clock of node b on host-b is 90 s behind the database's");
    }

    @Test
    void aNodeThatIsGoneHasNoClock() {
        assertThat(found(node("gone", NOW.minusSeconds(31), 90_000))).isEmpty();
    }

    @Test
    void eachHasItsFixInBothLanguages() {
        List<Finding> both = LoginFindings.clocks(
                        new Nodes.Seen(NOW, List.of(node("a", NOW, 9_000), node("b", NOW, -9_000))))
                .toList();

        assertThat(both)
                .extracting(finding -> finding.fix().orElseThrow().english())
                .containsExactly(
                        "synchronise the clock of host-a with chrony or systemd-timesyncd",
                        "synchronise the clock of host-b with chrony or systemd-timesyncd");
        assertThat(both)
                .extracting(finding -> finding.what().chinese())
                .allMatch(text -> text.contains("快 9 秒") || text.contains("慢 9 秒"))
                .doesNotHaveDuplicates();
    }
}
