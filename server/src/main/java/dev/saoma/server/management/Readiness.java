package dev.saoma.server.management;

import dev.saoma.database.Database;
import dev.saoma.database.DatabaseProbe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests should come here: from the end of the start to the begin of the stop, while the database takes writes and
 * the public port answers.
 * WeChat has no say: when it is down, whoever is signed in is served all the same. Thread-safe.
 */
public final class Readiness implements AutoCloseable {
    private @Nullable DatabaseProbe probe;
    private @Nullable PortProbe port;
    private boolean stopping;

    /** The start has ended. */
    public synchronized void started(Database opened, PortProbe publicPort) {
        probe = new DatabaseProbe(opened);
        port = publicPort;
    }

    /** The stop begins. */
    public synchronized void stopping() {
        stopping = true;
    }

    /**
     * Why no request should come: {@code starting}, {@code stopping}, {@code store_unavailable} or
     * {@code port_unanswered}; empty when they may. Answers within two seconds.
     */
    public Optional<String> trouble() {
        DatabaseProbe asked;
        PortProbe.Question port;
        synchronized (this) {
            if (stopping || probe == null || this.port == null) {
                return Optional.of(stopping ? "stopping" : "starting");
            }
            asked = probe;
            port = this.port.ask();
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
