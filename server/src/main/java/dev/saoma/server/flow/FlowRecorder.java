package dev.saoma.server.flow;

import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.LoginSteps;
import dev.saoma.secret.BrowserReference;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;

/**
 * Records the steps of logins in memory, without waiting for anything. {@link FlowHistory} stores what it queues. Thread-safe.
 */
public final class FlowRecorder implements LoginSteps {
    /** Failures of some seconds; more are counted and not kept. */
    private static final int QUEUED = 200;

    private static final String REQUEST = "request";

    private final Clock clock;
    private final Ticker ticker;
    private final RecentAttempts recent = new RecentAttempts();
    private final FlowCounts counts = new FlowCounts();
    private final BlockingQueue<FlowFailure> failures = new ArrayBlockingQueue<>(QUEUED);

    /** Creates a recorder without steps. */
    public FlowRecorder(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Returns listeners that are called one after the other. */
    public LoginSteps and(LoginSteps other) {
        return begun -> {
            Step one = begin(begun);
            Step two = other.begin(begun);
            return (ended, failure) -> {
                one.ended(ended, failure);
                two.ended(ended, failure);
            };
        };
    }

    @Override
    public Step begin(LoginStep begun) {
        Instant at = clock.instant();
        long began = ticker.nanos();
        return (ended, failure) ->
                record(ended, new FlowStep(ended.name(), at, Duration.ofNanos(ticker.nanos() - began), failure));
    }

    private void record(LoginStep step, FlowStep ended) {
        Optional<BrowserReference> browser = step.attempt().flatMap(reference -> recent.add(reference, step, ended));
        String instance = step.instance().orElse("");
        counts.add(new FlowCounts.Key(
                FlowCounts.Key.minute(ended.at()), instance, ended.name(), outcome(step, ended.failure())));
        if (!ended.isCall()) {
            ended.failure()
                    .ifPresent(code -> failures.offer(new FlowFailure(
                            ended.at(), step.attempt(), browser, step.instance(), ended.name(), code, ended.took())));
        }
    }

    /** Records a request that was refused before its step began, as a step named {@code request} that belongs to no attempt. */
    public void refused(ErrorCode code, Optional<String> instance) {
        var refused = new LoginStep(REQUEST, instance, Optional.empty(), Optional.empty(), Optional.empty());
        record(refused, new FlowStep(REQUEST, clock.instant(), Duration.ZERO, Optional.of(code)));
    }

    private static String outcome(LoginStep step, Optional<ErrorCode> failure) {
        return failure.map(ErrorCode::code).orElse(step.renews().isPresent() ? "renewed" : "ok");
    }

    /** Returns the attempts of this node that changed after a number and are wanted, the last changed first. */
    public List<FlowAttempt> after(long number, Predicate<FlowAttempt> wanted, int limit) {
        return recent.after(number, wanted, limit);
    }

    /** Removes and returns queued failures. */
    List<FlowFailure> takeFailures(int atMost) {
        var taken = new ArrayList<FlowFailure>();
        failures.drainTo(taken, atMost);
        return taken;
    }

    /** Removes and returns the counts of the minutes that have ended, or of all. */
    Map<FlowCounts.Key, Long> takeCounts(boolean all) {
        return counts.takeBefore(all ? Long.MAX_VALUE : FlowCounts.Key.minute(clock.instant()));
    }
}
