package dev.saoma.emulator;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread that ends waits. */
final class Timer {

    private Timer() {}

    /** A daemon; what is cancelled is forgotten at once. To be shut down by the caller. */
    static ScheduledThreadPoolExecutor start() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "wechat-emulator-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
