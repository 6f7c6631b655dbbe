package dev.saoma.observe;

import dev.saoma.error.ErrorCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A listener that records all events and steps. */
public final class Heard implements LoginEvents, LoginSteps {
    private final List<LoginEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<LoginStep> begun = new CopyOnWriteArrayList<>();
    private final List<LoginStep> ended = new CopyOnWriteArrayList<>();
    private volatile Consumer<LoginEvent> then = event -> {};
    private volatile boolean broken;

    /** Returns the events in order. */
    public List<LoginEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the steps in order: {@code +name} for a begin, {@code -name} or {@code -name code} for an end. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /** Returns what was known of each step at its begin, in order. */
    public List<LoginStep> begun() {
        return List.copyOf(begun);
    }

    /** Returns what was known of each step at its end, in order. */
    public List<LoginStep> ended() {
        return List.copyOf(ended);
    }

    /** Sets an action that runs while an event is delivered. */
    public void looking(Consumer<LoginEvent> look) {
        then = look;
    }

    /** From now on throws an exception at every event and step. */
    public void breaks() {
        broken = true;
    }

    public void forget() {
        events.clear();
        steps.clear();
        begun.clear();
        ended.clear();
    }

    @Override
    public void onEvent(LoginEvent event) {
        events.add(event);
        then.accept(event);
        fail();
    }

    @Override
    public Step begin(LoginStep step) {
        begun.add(step);
        steps.add("+" + step.name());
        fail();
        return (known, failure) -> {
            ended.add(known);
            steps.add("-" + step.name()
                    + failure.map(ErrorCode::code).map(code -> " " + code).orElse(""));
            fail();
        };
    }

    private void fail() {
        if (broken) {
            throw new IllegalStateException("CANARY of a listener");
        }
    }
}
