package dev.saoma.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process when memory has run out, so that it is restarted. For a server that was started without Java's option
 * {@code -XX:+ExitOnOutOfMemoryError}, which a jar cannot set itself; the launcher sets it. Examines each exception that ends a
 * thread, and each that is logged at any level, as Jetty and the servlet log theirs.
 */
final class OutOfMemory extends TurboFilter {
    /** The exit status of Java's option. */
    private static final int STATUS = 3;

    private static final int DEEPEST = 8;

    private final Runnable end;

    OutOfMemory(Runnable end) {
        this.end = end;
    }

    /** Installs the exception handler and the log filter. */
    static void endsThisProcess() {
        // Created now, because there may be no memory for it later.
        byte[] line =
                "saoma: out of memory, the process ends; give it more with -Xmx\n".getBytes(StandardCharsets.US_ASCII);
        var errors = new FileOutputStream(FileDescriptor.err);
        var filter = new OutOfMemory(() -> {
            try {
                errors.write(line);
            } catch (IOException e) {
                // The process ends in any case.
            }
            Runtime.getRuntime().halt(STATUS);
        });
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            filter.examine(failure);
            LoggerFactory.getLogger(OutOfMemory.class).error("the thread {} failed", thread.getName(), failure);
        });
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.addTurboFilter(filter);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        examine(failure);
        if (parameters != null
                && parameters.length > 0
                && parameters[parameters.length - 1] instanceof Throwable last) {
            examine(last);
        }
        return FilterReply.NEUTRAL;
    }

    private void examine(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            if (cause instanceof OutOfMemoryError) {
                end.run();
                return;
            }
            cause = cause.getCause();
        }
    }
}
