package dev.saoma;

import dev.saoma.element.Elements;
import dev.saoma.element.FileChanges;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks an app's files for changes at an interval and loads what has changed. When a changed file has a fault, nothing
 * is replaced. Edits are taken over at once.
 */
final class AppReloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppReloader.class);

    private final Consumer<LoadedApp> onChange;
    private final Function<FileChanges, Elements> files;
    private final LoginContext context;
    private final ScheduledExecutorService timer;
    private LoadedApp loaded;
    private FolderStamp rejected = FolderStamp.NONE;

    /**
     * @param files reads the app as it is after some changes
     * @param interval zero for no checks
     */
    AppReloader(
            LoadedApp first,
            Function<FileChanges, Elements> files,
            LoginContext context,
            Duration interval,
            Consumer<LoadedApp> onChange) {
        this.loaded = first;
        this.onChange = onChange;
        this.files = files;
        this.context = context;
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-reloader"));
        if (!interval.isZero()) {
            ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                    this::reload, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Returns the app as it would be after some changes, without taking it over. */
    synchronized LoadedApp with(FileChanges changes) {
        return loaded.next(files.apply(changes), FolderStamp.NONE, context);
    }

    /** Checks changes, runs the work that writes them, and takes over what the files hold then. No check runs meanwhile. */
    synchronized <T> T edit(FileChanges changes, Function<LoadedApp, T> write) {
        T result = write.apply(with(changes));
        // Also with an equal stamp: a second edit within the resolution of the file times may have the same length.
        takeOver(loaded.elements().stamp());
        return result;
    }

    /** Runs work during which no change is taken over. */
    synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /** Takes over what has changed since the last check. */
    synchronized void reload() {
        FolderStamp seen = loaded.elements().stamp();
        if (!seen.equals(loaded.stamp()) && !seen.equals(rejected)) {
            takeOver(seen);
        }
    }

    private void takeOver(FolderStamp seen) {
        LoadedApp current = loaded;
        try {
            LoadedApp next = current.next(files.apply(FileChanges.NONE), seen, context);
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
