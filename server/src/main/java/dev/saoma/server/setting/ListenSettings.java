package dev.saoma.server.setting;

import dev.saoma.server.connection.ConnectionLimits;
import java.util.Optional;

/**
 * The addresses and ports that a server listens on: that for browsers and proxies, and that for its management.
 *
 * @param host {@code saoma.host}, the address to listen on; loopback in development, every address in production
 * @param port {@code saoma.port}, 8080 when not given, 0 for a free one
 * @param connections {@code saoma.limits.connections}; derived from the heap when not given
 * @param management {@code saoma.management.*}; none when no port is given
 */
public record ListenSettings(
        String host, int port, ConnectionLimits connections, Optional<ManagementSettings> management) {}
