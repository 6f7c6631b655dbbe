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

/** Looks at an app's files now and then and takes over what has changed; files that are at fault leave all as it was. */
final class AppReloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppReloader.class);

    private final Consumer<LoadedApp> onChange;
    private final Supplier<Elements> files;
    private final LoginContext context;
    private final ScheduledExecutorService timer;
    private LoadedApp living;
    private FolderStamp refused = FolderStamp.NONE;

    AppReloader(
            LoadedApp first,
            Supplier<Elements> files,
            LoginContext context,
            Duration every,
            Consumer<LoadedApp> onChange) {
        this.living = first;
        this.onChange = onChange;
        this.files = files;
        this.context = context;
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-reloader"));
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        LoadedApp before = living;
        FolderStamp seen = before.elements().stamp();
        if (seen.equals(before.stamp()) || seen.equals(refused)) {
            return;
        }
        try {
            LoadedApp now = before.next(files.get(), seen, context);
            living = now;
            onChange.accept(now);
            List<String> changed = now.since(before);
            if (!changed.isEmpty()) {
                LOG.info("taken over from the app's files: {}", String.join(", ", changed));
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the timer.
            refused = seen;
            LOG.warn("the app's files have changed and are at fault, so all stays as it was: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
