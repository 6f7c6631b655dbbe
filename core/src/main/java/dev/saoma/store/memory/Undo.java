package dev.saoma.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** The steps that roll back the running transaction. */
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void remember(Runnable step) {
        steps.push(step);
    }

    void forget() {
        steps.clear();
    }

    void rollBack() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
