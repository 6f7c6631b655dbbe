/**
 * What callers may take of the public port: how many connections and open requests, how long a head, a body and an answer may
 * take. A slow caller costs a connection and never a thread. The server sets it up; it knows nothing of routes.
 */
@NullMarked
package dev.saoma.server.connection;

import org.jspecify.annotations.NullMarked;
