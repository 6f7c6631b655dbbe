package dev.saoma.server.flow;

import dev.saoma.observe.LoginStep;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.BrowserReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The attempts that changed last, in memory: at most 2,000 with at most 16 steps each. Thread-safe. */
final class RecentAttempts {
    static final int ATTEMPTS = 2_000;
    static final int STEPS = 16;

    /** Of two that began in the same instant, the longer one contains the other. */
    private static final Comparator<FlowStep> BY_BEGIN =
            Comparator.comparing(FlowStep::at).thenComparing(FlowStep::took, Comparator.reverseOrder());

    private final Map<AttemptReference, Seen> seen = new HashMap<>();
    /** In the order of their last change, so that a reader looks at what has changed alone. */
    private final NavigableMap<Long, Seen> byChange = new TreeMap<>();

    private long last;

    /** What was seen of one attempt. */
    private static final class Seen {
        private final AttemptReference reference;
        private final List<FlowStep> steps = new ArrayList<>(4);
        private Optional<String> instance = Optional.empty();
        private Optional<BrowserReference> browser = Optional.empty();
        private boolean isRenewal;
        private long number;
        private Instant changedAt = Instant.EPOCH;

        private Seen(AttemptReference reference) {
            this.reference = reference;
        }

        private FlowAttempt attempt() {
            List<FlowStep> sorted = steps.stream().sorted(BY_BEGIN).toList();
            return new FlowAttempt(number, reference, instance, isRenewal, changedAt, sorted);
        }
    }

    /** Adds a step. Returns the browser of the attempt; empty when its begin was not seen. */
    synchronized Optional<BrowserReference> add(AttemptReference reference, LoginStep step, FlowStep ended) {
        Seen attempt = seen.computeIfAbsent(reference, Seen::new);
        byChange.remove(attempt.number);
        attempt.number = ++last;
        byChange.put(last, attempt);
        attempt.changedAt = ended.at().plus(ended.took());
        attempt.isRenewal |= step.renews().isPresent();
        step.instance().ifPresent(name -> attempt.instance = Optional.of(name));
        step.browser().ifPresent(browser -> attempt.browser = Optional.of(browser));
        if (attempt.steps.size() == STEPS) {
            // The first steps say how it began, the last ones how it ended.
            attempt.steps.remove(STEPS / 2);
        }
        attempt.steps.add(ended);
        if (seen.size() > ATTEMPTS) {
            seen.remove(byChange.pollFirstEntry().getValue().reference);
        }
        return attempt.browser;
    }

    /** Returns the attempts that changed after a number and are wanted, the last changed first. */
    synchronized List<FlowAttempt> after(long number, Predicate<FlowAttempt> wanted, int limit) {
        return byChange.tailMap(number, false).descendingMap().values().stream()
                .map(Seen::attempt)
                .filter(wanted)
                .limit(limit)
                .toList();
    }
}
