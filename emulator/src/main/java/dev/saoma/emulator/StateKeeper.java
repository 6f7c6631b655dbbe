package dev.saoma.emulator;

import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.internal.platform.PlatformState;
import dev.saoma.emulator.internal.platform.StateVersion;
import dev.saoma.emulator.setting.Settings;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a platform's state to a file. A change of the world is written before its response is sent. Codes and tokens
 * change too often for that, so other changes are written within a second, and at the end.
 */
final class StateKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);

    private final StateFile file;
    private final ScheduledThreadPoolExecutor thread = Timer.daemon("wechat-emulator-state");
    private Optional<Platform> watched = Optional.empty();
    private Optional<StateVersion> written = Optional.empty();
    private boolean failing;

    StateKeeper(StateFile file) {
        this.file = file;
    }

    /**
     * Returns a platform with the state of the file, if it exists, whose changes of the world are written there.
     *
     * @throws RefusedException when the file is not valid
     */
    static Platform platform(EmulatorBuilder builder, Optional<StateKeeper> keeper, ScheduledExecutorService timer) {
        Optional<PlatformState> found = keeper.flatMap(at -> at.file.read());
        try {
            return new Platform(
                    found.orElseGet(() -> PlatformState.of(builder.world())),
                    changed -> keeper.ifPresent(at -> at.write(changed)),
                    builder.clock(),
                    builder.lifetimes(),
                    new Settings(builder.settings()),
                    timer);
        } catch (IllegalArgumentException e) {
            throw found.isPresent() ? keeper.orElseThrow().file.refused(e) : e;
        }
    }

    /** Starts to write this platform's other changes. */
    synchronized void watch(Platform platform) {
        watched = Optional.of(platform);
        written = Optional.of(platform.stateVersion());
        var unused = thread.scheduleWithFixedDelay(this::writeChanges, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void write(Platform platform) {
        StateVersion before = platform.stateVersion();
        file.write(platform.state());
        written = Optional.of(before);
        failing = false;
    }

    private synchronized void writeChanges() {
        try {
            watched.filter(platform -> !written.equals(Optional.of(platform.stateVersion())))
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
        // Not shutdownNow: an interrupted write would be lost.
        thread.shutdown();
        writeChanges();
    }
}
