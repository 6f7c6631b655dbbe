/** Error responses of both ports for requests that reach no servlet, in the form of the HTTP API. */
@NullMarked
package dev.saoma.server.problem;

import org.jspecify.annotations.NullMarked;
