package dev.saoma.emulator;

import dev.saoma.emulator.internal.platform.Mark;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.internal.platform.PlatformState;
import dev.saoma.emulator.setting.Settings;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a file up to date with a platform. A change of the world is written before it is answered; codes and tokens come
 * too often for that, so what else has changed is written within a second, and once more at the end.
 */
final class StateKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);

    private final StateFile file;
    private final ScheduledThreadPoolExecutor thread = Timer.daemon("wechat-emulator-state");
    private Optional<Platform> watched = Optional.empty();
    private Optional<Mark> written = Optional.empty();
    private boolean failing;

    StateKeeper(StateFile file) {
        this.file = file;
    }

    /**
     * A platform that carries on from the file, if there is one, and writes the world there.
     *
     * @throws RefusedException when the file is wrong
     */
    static Platform platform(EmulatorBuilder builder, Optional<StateKeeper> keeper, ScheduledExecutorService timer) {
        Optional<PlatformState> found = keeper.flatMap(at -> at.file.read());
        try {
            return new Platform(
                    found.orElseGet(() -> PlatformState.of(builder.world())),
                    changed -> keeper.ifPresent(at -> at.write(changed)),
                    builder.clock(),
                    builder.lives(),
                    new Settings(builder.settings()),
                    timer);
        } catch (IllegalArgumentException e) {
            throw found.isPresent() ? keeper.orElseThrow().file.refused(e) : e;
        }
    }

    /** Looks at this platform from now on. */
    synchronized void watch(Platform platform) {
        watched = Optional.of(platform);
        written = Optional.of(platform.mark());
        var unused = thread.scheduleWithFixedDelay(this::catchUp, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void write(Platform platform) {
        Mark before = platform.mark();
        file.write(platform.state());
        written = Optional.of(before);
        failing = false;
    }

    private synchronized void catchUp() {
        try {
            watched.filter(platform -> !written.equals(Optional.of(platform.mark())))
                    .ifPresent(this::write);
        } catch (UncheckedIOException e) {
            if (!failing) {
                LOG.warn("{}; the next attempts are not reported", e.getMessage(), e);
            }
            failing = true;
        }
    }

    /** May be called twice. */
    @Override
    public void close() {
        // Not at once: a write that was interrupted would be lost.
        thread.shutdown();
        catchUp();
    }
}
