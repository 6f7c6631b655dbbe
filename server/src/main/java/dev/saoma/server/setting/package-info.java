/**
 * Reads and checks the settings of a server, from the command line, the environment and a properties file. Settings that the
 * Spring Boot starter shares are read by {@code dev.saoma.servlet.internal.setting}.
 */
@NullMarked
package dev.saoma.server.setting;

import org.jspecify.annotations.NullMarked;
