package dev.saoma.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The port for an operator's tools; there is none unless {@code saoma.management.port} is given.
 *
 * @param host {@code saoma.management.host}, 127.0.0.1 when not given
 * @param port {@code saoma.management.port}, 0 for a free one
 * @param drain {@code saoma.management.drain}, how long requests are still taken after it says at a stop that the server is
 *     not ready; nothing when not given
 */
public record ManagementSettings(String host, int port, Duration drain) {
    private static final String PORT = "saoma.management.port";
    private static final Set<String> NEED_PORT = Set.of("saoma.management.host", "saoma.management.drain");

    static Optional<ManagementSettings> read(Configuration configuration) {
        Optional<Configuration.Entry> port = configuration.find(PORT);
        if (port.isEmpty()) {
            NEED_PORT.stream()
                    .sorted()
                    .flatMap(key -> configuration.find(key).stream())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw entry.fault("is of no use without " + PORT);
                    });
            return Optional.empty();
        }
        return port.map(entry -> new ManagementSettings(
                configuration
                        .find("saoma.management.host")
                        .map(Configuration.Entry::value)
                        .orElse("127.0.0.1"),
                ownPort(entry, configuration),
                new Lives(configuration).drain()));
    }

    private static int ownPort(Configuration.Entry entry, Configuration configuration) {
        int port = ServerSettings.port(entry);
        int publicPort = ServerSettings.publicPort(configuration);
        if (port != 0 && port == publicPort) {
            throw entry.fault("is saoma.port too; what it tells is not for the public, so it needs another");
        }
        return port;
    }
}
