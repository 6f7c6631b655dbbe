/**
 * What an operator's tools ask on a port of its own: whether the process lives, whether it takes requests, and its figures.
 * The server starts it; it knows nothing of settings and decides nothing.
 */
@NullMarked
package dev.saoma.server.management;

import org.jspecify.annotations.NullMarked;
