package dev.saoma;

import dev.saoma.element.Elements;
import dev.saoma.element.FolderStamp;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.logintype.LoginContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks an app's files for changes at an interval and loads what has changed. When a changed file has a fault, nothing
 * is replaced.
 */
final class AppReloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppReloader.class);

    private final Consumer<LoadedApp> onChange;
    private final Supplier<Elements> files;
    private final LoginContext context;
    private final ScheduledExecutorService timer;
    private LoadedApp loaded;
    private FolderStamp rejected = FolderStamp.NONE;

    AppReloader(
            LoadedApp first,
            Supplier<Elements> files,
            LoginContext context,
            Duration interval,
            Consumer<LoadedApp> onChange) {
        this.loaded = first;
        this.onChange = onChange;
        this.files = files;
        this.context = context;
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-reloader"));
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                this::reload, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void reload() {
        LoadedApp current = loaded;
        FolderStamp seen = current.elements().stamp();
        if (seen.equals(current.stamp()) || seen.equals(rejected)) {
            return;
        }
        try {
            LoadedApp next = current.next(files.get(), seen, context);
            loaded = next;
            onChange.accept(next);
            List<String> changed = next.changesSince(current);
            if (!changed.isEmpty()) {
                LOG.info("taken over from the app's files: {}", String.join(", ", changed));
            }
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            rejected = seen;
            LOG.warn("the app's files have changed and are at fault, so all stays as it was: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
