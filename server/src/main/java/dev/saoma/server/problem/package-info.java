/**
 * How the server's two ports refuse what reaches no servlet, in the form of the HTTP API. It knows Jetty and the form, and
 * nothing of what is served.
 */
@NullMarked
package dev.saoma.server.problem;

import org.jspecify.annotations.NullMarked;
