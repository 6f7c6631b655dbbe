package dev.saoma.server.doctor;

import dev.saoma.AppBuilder;
import dev.saoma.AppOverlay;
import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.element.OverlayFiles;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.server.element.DatabaseOverlay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The login methods of the database as they were when the examination began.
 *
 * @param files empty when there are none, or when they could not be read
 * @param findings why they could not be read
 */
record OverlayExamination(Optional<OverlayFiles> files, List<Finding> findings) {
    private static final OverlayExamination NONE = new OverlayExamination(Optional.empty(), List.of());

    /** Reads them, if they are in use, within a time. */
    static OverlayExamination of(DoctorInput input, Duration timeout) {
        if (!input.settings().admin().elements().hasDatabase()) {
            return NONE;
        }
        ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("saoma-doctor-database"));
        try {
            return thread.submit(() -> read(input)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            boolean isSaid = cause instanceof ConfigException || cause instanceof LoginException;
            return unread(
                    isSaid
                            ? String.valueOf(cause.getMessage())
                            : cause.getClass().getSimpleName());
        } catch (TimeoutException e) {
            return unread("no answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        } finally {
            thread.shutdownNow();
        }
    }

    private static OverlayExamination unread(String reason) {
        return new OverlayExamination(Optional.empty(), List.of(Finding.warn("app.database-unread", reason)));
    }

    private static OverlayExamination read(DoctorInput input) {
        if (input.running().isPresent()) {
            return read(input, input.running().get());
        }
        Path file = input.settings().data().resolve("saoma.db");
        if (input.settings().store().isEmpty() && !Files.exists(file)) {
            return NONE;
        }
        try (Database database =
                input.settings().store().map(store -> store.open()).orElseGet(() -> SqliteDatabase.open(file))) {
            return read(input, database);
        }
    }

    private static OverlayExamination read(DoctorInput input, Database database) {
        try {
            return new OverlayExamination(Optional.of(new DatabaseOverlay(database).files()), List.of());
        } catch (LoginException e) {
            if (input.schema().apply(database).pending() > 0) {
                // The table is not there before the scripts have run; the check of the schema reports them.
                return NONE;
            }
            throw e;
        }
    }

    /** Adds them to an app. */
    AppBuilder addTo(AppBuilder app) {
        return files.map(read -> app.overlay(new Unchanged(read))).orElse(app);
    }

    /** Returns whether a fault is in one of them. */
    boolean contains(ConfigException fault) {
        return files.filter(read -> fault.file().startsWith(read.appId() + ":")).isPresent();
    }

    private record Unchanged(OverlayFiles files) implements AppOverlay {
        @Override
        public long version() {
            return files.version();
        }
    }
}
