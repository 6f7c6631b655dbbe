package dev.saoma;

import java.util.concurrent.ThreadFactory;

/** Threads that do an app's chores and do not keep the process alive. */
final class Daemon {
    private Daemon() {}

    static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
