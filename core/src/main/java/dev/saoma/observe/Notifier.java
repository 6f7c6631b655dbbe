package dev.saoma.observe;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.AttemptReference;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application's listeners and logs their exceptions. Thread-safe. */
public final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final LoginSteps.Step NONE = (step, failure) -> {};

    private final LoginEvents events;
    private final LoginSteps steps;
    /** The step that the thread runs, with what is known of it by now. */
    @SuppressWarnings("ThreadLocalUsage") // one of each app, and removed at the end of the outermost step
    private final ThreadLocal<LoginStep> current = new ThreadLocal<>();

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
    public void step(LoginStep step, Runnable work) {
        boolean unused = step(step, () -> {
            work.run();
            return true;
        });
    }

    /** Runs a step, and notifies the listener of its begin and end. */
    public <T> T step(LoginStep step, Supplier<T> work) {
        LoginSteps.Step begun = begin(step);
        @Nullable LoginStep outer = current.get();
        current.set(step);
        @Nullable ErrorCode failure = ErrorCode.INTERNAL_ERROR;
        try {
            T result = work.get();
            failure = null;
            return result;
        } catch (LoginException e) {
            failure = e.code();
            throw e;
        } finally {
            LoginStep known = current.get();
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
            end(known, begun, Optional.ofNullable(failure));
        }
    }

    /** Returns a step of the instance and the attempt of the thread's step; of none outside a step. */
    public LoginStep child(String name) {
        @Nullable LoginStep outer = current.get();
        return outer == null
                ? LoginStep.of(name)
                : new LoginStep(name, outer.instance(), outer.attempt(), Optional.empty(), Optional.empty());
    }

    /** Adds an instance and an attempt to the step that the thread runs, for its end. Does nothing outside a step. */
    public void describeStep(String instance, Optional<AttemptReference> attempt) {
        @Nullable LoginStep step = current.get();
        if (step != null) {
            current.set(new LoginStep(step.name(), Optional.of(instance), attempt, step.renews(), step.browser()));
        }
    }

    private LoginSteps.Step begin(LoginStep step) {
        try {
            return steps.begin(step);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("who listens to steps failed at the begin of {}", step.name(), e);
            return NONE;
        }
    }

    private static void end(LoginStep step, LoginSteps.Step begun, Optional<ErrorCode> failure) {
        try {
            begun.ended(step, failure);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("who listens to steps failed at the end of {}", step.name(), e);
        }
    }
}
