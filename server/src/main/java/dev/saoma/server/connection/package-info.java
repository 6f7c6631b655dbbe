/**
 * Limits of the public port: open connections and requests, and the time for a request's head, its body and for reading a
 * response. A slow client occupies a connection and no thread. Does not depend on routes.
 */
@NullMarked
package dev.saoma.server.connection;

import org.jspecify.annotations.NullMarked;
