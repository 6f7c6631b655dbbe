package dev.saoma.server.flow;

import dev.saoma.secret.AttemptReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An attempt to log in, to bind or to test, as far as this node has seen it. Other nodes may have seen other steps.
 *
 * @param number larger than that of every attempt that changed before; an attempt gets a new one with each step
 * @param isRenewal whether the page renewed an earlier attempt, so that this is no further visit
 * @param steps in the order in which they began, at most 16
 */
public record FlowAttempt(
        long number,
        AttemptReference reference,
        Optional<String> instance,
        boolean isRenewal,
        Instant changedAt,
        List<FlowStep> steps) {
    private static final Set<String> LAST = Set.of("session", "bind", "attach", "test-code");

    /** How far an attempt has come. */
    public enum Outcome {
        /** It may go on. */
        OPEN,
        /** A session was opened, a WeChat bound, or a test ended. */
        DONE,
        /** Its last step failed. */
        FAILED
    }

    /** Returns how far it has come. A failed step may be repeated, so only the last one counts. */
    public Outcome outcome() {
        Optional<FlowStep> last = steps.stream().filter(step -> !step.isCall()).reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return Outcome.OPEN;
        }
        if (last.get().failure().isPresent()) {
            return Outcome.FAILED;
        }
        return LAST.contains(last.get().name()) ? Outcome.DONE : Outcome.OPEN;
    }
}
