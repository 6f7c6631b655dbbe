/**
 * The settings of a server: from the command line, the environment and a properties file to checked values. Those that a Spring
 * Boot application has too are read by {@code dev.saoma.servlet.internal.setting}.
 */
@NullMarked
package dev.saoma.server.setting;

import org.jspecify.annotations.NullMarked;
