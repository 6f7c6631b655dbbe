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
 * Ends the process when memory has run out: what is left of it then answers nothing, and only a new one would. The launcher
 * tells Java to do so ({@code -XX:+ExitOnOutOfMemoryError}), which a jar cannot say of itself. Here every failure is looked at
 * that ends a thread or is told to a logger, at whatever level, which is where Jetty's and ours go.
 */
final class OutOfMemory extends TurboFilter {
    /** As Java's own. */
    private static final int STATUS = 3;

    private static final int DEEPEST = 8;

    private final Runnable end;

    OutOfMemory(Runnable end) {
        this.end = end;
    }

    /** From now on. */
    static void endsThisProcess() {
        // Made beforehand: there may be no memory for it later.
        byte[] line =
                "saoma: out of memory, the process ends; give it more with -Xmx\n".getBytes(StandardCharsets.US_ASCII);
        var errors = new FileOutputStream(FileDescriptor.err);
        var watch = new OutOfMemory(() -> {
            try {
                errors.write(line);
            } catch (IOException e) {
                // It ends all the same.
            }
            Runtime.getRuntime().halt(STATUS);
        });
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            watch.look(failure);
            LoggerFactory.getLogger(OutOfMemory.class).error("the thread {} failed", thread.getName(), failure);
        });
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.addTurboFilter(watch);
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
        look(failure);
        if (parameters != null
                && parameters.length > 0
                && parameters[parameters.length - 1] instanceof Throwable last) {
            look(last);
        }
        return FilterReply.NEUTRAL;
    }

    private void look(@Nullable Throwable failure) {
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
