/**
 * Reads the settings that the server and the Spring Boot starter share, and collects every fault. The server passes values
 * from files, variables and options, the starter values from Spring's environment.
 */
@NullMarked
package dev.saoma.servlet.internal.setting;

import org.jspecify.annotations.NullMarked;
