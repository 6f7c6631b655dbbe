package dev.saoma.server.management;

import dev.saoma.sql.Database;
import dev.saoma.sql.DatabaseProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests should come here: from the end of the start to the begin of the stop, while the database takes writes.
 * WeChat has no say: when it is down, whoever is signed in is served all the same. Thread-safe.
 */
public final class Readiness implements AutoCloseable {
    private @Nullable DatabaseProbe probe;
    private boolean stopping;

    /** The start has ended. */
    public synchronized void started(Database opened) {
        probe = new DatabaseProbe(opened);
    }

    /** The stop begins. */
    public synchronized void stopping() {
        stopping = true;
    }

    /** Why no request should come: {@code starting}, {@code stopping} or {@code store_unavailable}; empty when they may. Answers within two seconds. */
    public Optional<String> trouble() {
        DatabaseProbe asked;
        synchronized (this) {
            if (stopping || probe == null) {
                return Optional.of(stopping ? "stopping" : "starting");
            }
            asked = probe;
        }
        return asked.answers() ? Optional.empty() : Optional.of("store_unavailable");
    }

    @Override
    public synchronized void close() {
        if (probe != null) {
            probe.close();
        }
    }
}
