package dev.saoma;

import dev.saoma.AppSources.Stamp;
import dev.saoma.element.FileChanges;
import dev.saoma.element.OverlayFiles;
import dev.saoma.error.ConfigException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.logintype.LoginContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks an app's files for changes at an interval and loads what has changed. When a changed file has a fault, nothing
 * is replaced. Edits are taken over at once.
 */
final class AppReloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppReloader.class);
    /** Several changes in a row are one check. */
    private static final long NEWS_MS = 20;

    private final Consumer<LoadedApp> onChange;
    private final AppSources files;
    private final LoginContext context;
    private final ScheduledExecutorService timer;
    private LoadedApp loaded;
    private boolean isUnreached;
    private final AtomicBoolean isCheckDue = new AtomicBoolean();
    private Stamp rejected = Stamp.NONE;

    /**
     * @param interval zero for no checks
     */
    AppReloader(
            LoadedApp first, AppSources files, LoginContext context, Duration interval, Consumer<LoadedApp> onChange) {
        this.loaded = first;
        this.onChange = onChange;
        this.files = files;
        this.context = context;
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-reloader"));
        if (!interval.isZero()) {
            ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                    this::reload, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        }
        files.overlay().ifPresent(overlay -> overlay.subscribe(this::checkSoon));
    }

    /** Checks on the timer's thread. A call while another one is waiting has no effect. */
    private void checkSoon() {
        if (!isCheckDue.compareAndSet(false, true)) {
            return;
        }
        try {
            ScheduledFuture<?> unused = timer.schedule(
                    () -> {
                        // Before the check reads anything, so that a later change is another check.
                        isCheckDue.set(false);
                        reload();
                    },
                    NEWS_MS,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("a change is not looked at, since the app is closed");
        }
    }

    /** Returns the app as it would be after some changes, without taking it over. */
    synchronized LoadedApp with(FileChanges changes) {
        return loaded.next(files.read(changes), Stamp.NONE, context);
    }

    /** Returns the app as it would be with another overlay, without taking it over. */
    synchronized LoadedApp with(OverlayFiles overlay) {
        return loaded.next(files.read(overlay), Stamp.NONE, context);
    }

    /** Runs the work that writes a change, and takes over what the files hold then. No check runs meanwhile. */
    synchronized <T> T edit(Supplier<LoadedApp> next, Function<LoadedApp, T> write) {
        T result = write.apply(next.get());
        // Also with an equal stamp: a second edit within the resolution of the file times may have the same length.
        stamp().ifPresent(this::takeOver);
        return result;
    }

    /** Runs work during which no change is taken over. */
    synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    /** Takes over what has changed since the last check. */
    synchronized void reload() {
        Optional<Stamp> seen = stamp();
        if (seen.isPresent()
                && !seen.get().equals(loaded.stamp())
                && !seen.get().equals(rejected)) {
            takeOver(seen.get());
        }
    }

    /** Returns what the files are now; empty when the store of the overlay is not reached. */
    private Optional<Stamp> stamp() {
        try {
            Stamp seen = files.stamp(loaded.elements());
            isUnreached = false;
            return Optional.of(seen);
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            if (!isUnreached) {
                LOG.warn("changes of the app are not looked for, since their store is not reached: {}", e.toString());
            }
            isUnreached = true;
            return Optional.empty();
        }
    }

    private void takeOver(Stamp seen) {
        LoadedApp current = loaded;
        try {
            LoadedApp next = current.next(files.read(), seen, context);
            loaded = next;
            onChange.accept(next);
            List<String> changed = next.changesSince(current);
            if (!changed.isEmpty()) {
                LOG.info("taken over from the app's files: {}", String.join(", ", changed));
            }
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            rejected = seen;
            LOG.warn("the app's files have changed and are at fault, so all stays as it was: {}", problem(e));
        }
    }

    private static String problem(RuntimeException failure) {
        return failure instanceof ConfigException refused
                ? refused.all().stream().map(Throwable::getMessage).collect(Collectors.joining("; "))
                : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
