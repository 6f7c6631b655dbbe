package dev.saoma.server.operation;

import dev.saoma.App;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.doctor.ClockDifference;
import dev.saoma.server.doctor.Finding;
import dev.saoma.server.flow.FlowCount;
import dev.saoma.server.flow.FlowHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the causes of failed logins that no failed step names: nobody comes back from WeChat, or the clock of a node is off.
 * Thread-safe.
 */
public final class LoginFindings {
    /** Fewer visits may all be of people who gave up. */
    private static final long ENOUGH = 5;

    /** People may still be at WeChat, whose QR code is valid for five minutes. */
    private static final Duration SCANNING = Duration.ofMinutes(5);

    /** The steps that follow WeChat's page, also of a test, as its page refuses the same domain. */
    private static final Set<String> RETURNED = Set.of("code", "bind", "test-code");

    private final App app;
    private final FlowHistory history;
    private final Nodes nodes;
    private final String domain;

    /** @param domain the callback domain that the applications at WeChat must have */
    public LoginFindings(App app, FlowHistory history, Nodes nodes, String domain) {
        this.app = app;
        this.history = history;
        this.nodes = nodes;
        this.domain = domain;
    }

    /** Returns the findings about the last hours, of all nodes. An operator must act on each. */
    public List<Finding> ofLast(int hours) {
        Instant now = app.clock().instant();
        List<FlowCount> counts = history.counts(now.minus(Duration.ofHours(hours)));
        Stream<Finding> unreturned = app.loginInstances().stream()
                .filter(LoginInstance::isActive)
                .map(LoginInstance::name)
                .filter(name -> noneReturned(counts, name, now))
                .map(name -> Finding.warn("none-returned.visits", name, visits(counts, name), hours, domain));
        return Stream.concat(unreturned, clocks(nodes.seen())).toList();
    }

    private static boolean noneReturned(List<FlowCount> counts, String instance, Instant now) {
        return visits(counts, instance) >= ENOUGH
                && of(counts, instance).noneMatch(count -> RETURNED.contains(count.step()))
                && of(counts, instance)
                        .filter(FlowCount::isVisit)
                        .anyMatch(visit -> visit.firstAt().isBefore(now.minus(SCANNING)));
    }

    private static long visits(List<FlowCount> counts, String instance) {
        return of(counts, instance)
                .filter(FlowCount::isVisit)
                .mapToLong(FlowCount::number)
                .sum();
    }

    private static Stream<FlowCount> of(List<FlowCount> counts, String instance) {
        return counts.stream().filter(count -> count.instance().equals(instance));
    }

    static Stream<Finding> clocks(Nodes.Seen seen) {
        return seen.nodes().stream()
                .filter(node -> seen.isAlive(node) && node.report().isClockOff())
                .map(LoginFindings::clock);
    }

    private static Finding clock(NodeStatus node) {
        long ms = node.report().clockMs();
        Duration apart = Duration.ofMillis(Math.abs(ms));
        String key = ms > 0 ? "clock.node-ahead" : "clock.node-behind";
        return ClockDifference.differs(key, apart, node.node(), node.host(), apart.toSeconds());
    }
}
