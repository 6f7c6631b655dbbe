package dev.saoma.emulator.internal.http;

import javax.net.ssl.SSLContext;

/**
 * A second port, for https.
 *
 * @param port 0 for a free one
 * @param context holds the server's certificate
 */
public record TlsPort(int port, SSLContext context) {}
