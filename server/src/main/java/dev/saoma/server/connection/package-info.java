/**
 * Limits of the public port: open connections and requests, and the time for a request's head, its body and the reading of a response.
 * A slow client occupies a connection and no thread. It knows no routes.
 */
@NullMarked
package dev.saoma.server.connection;

import org.jspecify.annotations.NullMarked;
