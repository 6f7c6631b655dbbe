package dev.saoma.server.doctor;

import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Examines the server that runs, in the background: one examination at a time, at most one in five seconds. Thread-safe. */
public final class RunningDoctor implements AutoCloseable {
    /** The least time between the begins of two examinations, which ask WeChat. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RunningDoctor.class);

    private final Supplier<List<Finding>> examination;
    private final Clock clock;
    private final Ticker ticker;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("saoma-examination"));
    private State state = new State(Optional.empty(), false, List.of());
    private @Nullable Long begunAt;

    /**
     * The last examination.
     *
     * @param at when it ended; empty before the first
     * @param isRunning whether another one runs now
     */
    public record State(Optional<Instant> at, boolean isRunning, List<Finding> findings) {}

    /** @param examination takes a bounded time */
    public RunningDoctor(Supplier<List<Finding>> examination, Clock clock, Ticker ticker) {
        this.examination = examination;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Returns the last examination. */
    public synchronized State state() {
        return state;
    }

    /** Begins an examination unless one is running. Returns how long to wait instead; zero when one runs now. */
    public synchronized Duration start() {
        if (state.isRunning()) {
            return Duration.ZERO;
        }
        Duration wait = begunAt == null ? Duration.ZERO : PAUSE.minus(Duration.ofNanos(ticker.nanos() - begunAt));
        if (wait.compareTo(Duration.ZERO) > 0) {
            return wait;
        }
        begunAt = ticker.nanos();
        state = new State(state.at(), true, state.findings());
        thread.execute(this::examine);
        return Duration.ZERO;
    }

    private void examine() {
        List<Finding> findings = state().findings();
        try {
            findings = examination.get();
        } catch (RuntimeException e) {
            LOG.warn("the examination failed", e);
            findings = List.of(Finding.withFix(
                    Finding.Level.FAIL,
                    "examination",
                    "check.failed",
                    e.getClass().getSimpleName()));
        } finally {
            ended(findings);
        }
    }

    private synchronized void ended(List<Finding> findings) {
        state = new State(Optional.of(clock.instant()), false, findings);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
