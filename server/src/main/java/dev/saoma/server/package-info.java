/**
 * The server: command line, embedded Jetty, and the users that it stores itself. The demo adds a page to it. Contains no rules
 * of a login and does not depend on the emulator.
 */
@NullMarked
package dev.saoma.server;

import org.jspecify.annotations.NullMarked;
