/**
 * The runnable product: settings, embedded Jetty, and the users that the server keeps itself. The command line starts it,
 * the demo puts a page beside it. It decides nothing about a login, and never knows the emulator.
 */
@NullMarked
package dev.saoma.server;

import org.jspecify.annotations.NullMarked;
