/**
 * Reads the settings that the server and the Spring Boot starter share, and collects every fault. Each of the two brings the
 * values from a source of its own: files, variables and options, or Spring's environment.
 */
@NullMarked
package dev.saoma.servlet.internal.setting;

import org.jspecify.annotations.NullMarked;
