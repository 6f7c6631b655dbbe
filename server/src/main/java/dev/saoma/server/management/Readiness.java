package dev.saoma.server.management;

import dev.saoma.database.Database;
import dev.saoma.database.DatabaseProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The readiness of this node: it is ready between start and stop, while the database accepts writes and the public port
 * responds. WeChat is not checked, because signed-in users need no call to it. Thread-safe.
 */
public final class Readiness implements AutoCloseable {
    private @Nullable DatabaseProbe probe;
    private @Nullable PortProbe port;
    private boolean stopping;

    /** Marks the end of the start. */
    public synchronized void started(Database opened, PortProbe publicPort) {
        probe = new DatabaseProbe(opened);
        port = publicPort;
    }

    /** Marks the beginning of the stop. */
    public synchronized void stopping() {
        stopping = true;
    }

    /**
     * Returns why this node is not ready, within two seconds: {@code starting}, {@code stopping}, {@code store_unavailable} or
     * {@code port_unanswered}; empty when it is ready.
     */
    public Optional<String> unreadyReason() {
        DatabaseProbe asked;
        PortProbe.PendingResult port;
        synchronized (this) {
            if (stopping || probe == null || this.port == null) {
                return Optional.of(stopping ? "stopping" : "starting");
            }
            asked = probe;
            port = this.port.send();
        }
        if (!asked.answers()) {
            return Optional.of("store_unavailable");
        }
        return port.answered() ? Optional.empty() : Optional.of("port_unanswered");
    }

    @Override
    public synchronized void close() {
        DatabaseProbe database = probe;
        PortProbe publicPort = port;
        try (database;
                publicPort) {
            stopping = true;
        }
    }
}
