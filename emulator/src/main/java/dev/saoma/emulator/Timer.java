package dev.saoma.emulator;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** One thread that does things later and does not keep the JVM alive. */
final class Timer {

    private Timer() {}

    /** What is cancelled is forgotten at once. To be shut down by the caller. */
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
