package dev.saoma.server.setting;

import dev.saoma.server.connection.ConnectionLimits;

/**
 * The address and port of a server for browsers and proxies.
 *
 * @param host {@code saoma.host}, the address to listen on; loopback in development, every address in production
 * @param port {@code saoma.port}, 8080 when not given, 0 for a free one
 * @param connections {@code saoma.limits.connections}; derived from the heap when not given
 */
public record ListenSettings(String host, int port, ConnectionLimits connections) {}
