package dev.saoma.observe;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application's listeners and logs their exceptions. Thread-safe. */
public final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final LoginSteps.Step NONE = failure -> {};

    private final LoginEvents events;
    private final LoginSteps steps;

    /** Creates a notifier for two listeners. */
    public Notifier(LoginEvents events, LoginSteps steps) {
        this.events = events;
        this.steps = steps;
    }

    /** Returns a notifier without listeners. */
    public static Notifier none() {
        return new Notifier(LoginEvents.none(), LoginSteps.none());
    }

    /** Passes an event to the listener, after its commit. */
    public void onEvent(LoginEvent event) {
        try {
            events.onEvent(event);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("who listens to events failed at {}", event.getClass().getSimpleName(), e);
        }
    }

    /** Runs a step without a result. */
    public void step(String name, Runnable work) {
        boolean unused = step(name, () -> {
            work.run();
            return true;
        });
    }

    /** Runs a step under its name, and notifies the listener of its begin and end. */
    public <T> T step(String name, Supplier<T> work) {
        LoginSteps.Step step = begin(name);
        @Nullable ErrorCode failure = ErrorCode.INTERNAL_ERROR;
        try {
            T result = work.get();
            failure = null;
            return result;
        } catch (LoginException e) {
            failure = e.code();
            throw e;
        } finally {
            end(name, step, Optional.ofNullable(failure));
        }
    }

    private LoginSteps.Step begin(String name) {
        try {
            return steps.begin(name);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("who listens to steps failed at the begin of {}", name, e);
            return NONE;
        }
    }

    private static void end(String name, LoginSteps.Step step, Optional<ErrorCode> failure) {
        try {
            step.ended(failure);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("who listens to steps failed at the end of {}", name, e);
        }
    }
}
