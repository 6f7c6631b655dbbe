package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends and restarts nodes while users sign in, and measures the effect. */
final class Failover {
    /** The figures cover requests up to this long after a node has ended. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    /** The time from the signal to a node until the end of its process. */
    private record Death(long from, long to) {
        boolean hit(SteadyLogins.Sample sample) {
            return sample.began() <= to && sample.ended() >= from;
        }
    }

    private interface End {
        void of(Node node) throws Exception;
    }

    private final String setting;
    private final SteadyLogins logins;
    private final List<Death> deaths = new ArrayList<>();

    /** @param setting a label for the figures, such as {@code store=postgresql redis=yes} */
    Failover(String setting, SteadyLogins logins) {
        this.setting = setting;
        this.logins = logins;
    }

    void kill(Node node) throws Exception {
        end(node, Node::kill);
    }

    void stop(Node node) throws Exception {
        end(node, Node::stop);
    }

    private void end(Node node, End end) throws Exception {
        logins.awaitLogins(5);
        long from = System.nanoTime();
        end.of(node);
        deaths.add(new Death(from, System.nanoTime()));
        logins.awaitLogins(10);
    }

    /** Requires that every failed request was pending while a node ended, and that every acknowledged session is valid. */
    void requireNothingLost(String what, Node... alive) throws IOException {
        List<SteadyLogins.Sample> samples = logins.samples();
        List<SteadyLogins.Sample> failed =
                samples.stream().filter(SteadyLogins.Sample::failed).toList();
        int lost = 0;
        for (Visitor visitor : logins.acknowledged()) {
            lost += visitor.at(alive).session() == 200 ? 0 : 1;
        }
        print(what, samples, failed.size(), lost);
        assertThat(failed).allMatch(sample -> deaths.stream().anyMatch(death -> death.hit(sample)));
        assertThat(lost).isZero();
        assertThat(logins.acknowledged()).hasSizeGreaterThanOrEqualTo(deaths.size() * 15);
    }

    private void print(String what, List<SteadyLogins.Sample> samples, int failed, int lost) {
        long[] millis = samples.stream()
                .filter(sample -> deaths.stream()
                        .anyMatch(death ->
                                sample.ended() >= death.from() && sample.began() <= death.to() + AFTERWARDS.toNanos()))
                .mapToLong(SteadyLogins.Sample::millis)
                .sorted()
                .toArray();
        System.out.printf(
                "FIG R10 %s %s ends=%d logins=%d requests=%d failed=%d lost=%d p50=%dms p99=%dms max=%dms n=%d cpu=%d jdk=%d%n",
                what,
                setting,
                deaths.size(),
                logins.acknowledged().size(),
                samples.size(),
                failed,
                lost,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)],
                millis[millis.length - 1],
                millis.length,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
    }
}
