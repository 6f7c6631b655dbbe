/**
 * The server: command line, embedded Jetty, and the users that it stores itself. The demo adds a page to it. It has no rules
 * about a login and does not depend on the emulator.
 */
@NullMarked
package dev.saoma.server;

import org.jspecify.annotations.NullMarked;
