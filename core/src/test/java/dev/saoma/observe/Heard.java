package dev.saoma.observe;

import dev.saoma.error.ErrorCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An application that listens to everything and keeps it as text. */
public final class Heard implements LoginEvents, LoginSteps {
    private final List<LoginEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private volatile Consumer<LoginEvent> then = event -> {};
    private volatile boolean broken;

    /** What happened, in order. */
    public List<LoginEvent> events() {
        return List.copyOf(events);
    }

    /** {@code +name} for a begin, {@code -name} or {@code -name code} for an end, in order. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /** Looks at the world while it is told. */
    public void looking(Consumer<LoginEvent> look) {
        then = look;
    }

    /** Throws at everything from now on. */
    public void breaks() {
        broken = true;
    }

    public void forget() {
        events.clear();
        steps.clear();
    }

    @Override
    public void onEvent(LoginEvent event) {
        events.add(event);
        then.accept(event);
        fail();
    }

    @Override
    public Step begin(String name) {
        steps.add("+" + name);
        fail();
        return failure -> {
            steps.add("-" + name
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
