package dev.saoma.emulator;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Makes single-threaded timers that do not keep the JVM alive. */
final class Timer {

    private Timer() {}

    /** Returns a timer that removes cancelled tasks at once. The caller shuts it down. */
    static ScheduledThreadPoolExecutor daemon(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
