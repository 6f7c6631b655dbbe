package dev.saoma.store;

import java.util.function.Supplier;

/**
 * The actor of the changes that a thread makes: {@link Actor#APPLICATION}, unless the thread is inside a call of
 * {@link #callAs}. Saoma's own routes set it to the user or the administrator of the request. An application may set it around
 * its own calls:
 *
 * <pre>{@code
 * app.currentActor().callAs(Actor.of(administrator), () -> wechat.unbind("10001"));
 * }</pre>
 *
 * <p>What a user does in a login has that user as its actor, whatever is set here. Each thread has its own value, which is not
 * passed on to threads that it starts.
 */
public final class CurrentActor {
    private final ThreadLocal<Actor> current = ThreadLocal.withInitial(() -> Actor.APPLICATION);

    /** Creates the actor of no call: {@link Actor#APPLICATION} on every thread. */
    public CurrentActor() {}

    /** Returns the actor of the calling thread. */
    public Actor actor() {
        return current.get();
    }

    /** Calls the work with another actor, and returns its result. */
    public <T> T callAs(Actor actor, Supplier<T> work) {
        Actor before = current.get();
        current.set(actor);
        try {
            return work.get();
        } finally {
            if (before.equals(Actor.APPLICATION)) {
                current.remove();
            } else {
                current.set(before);
            }
        }
    }
}
