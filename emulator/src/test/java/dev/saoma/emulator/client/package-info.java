/** Third-party clients, each in its own JVM that resolves WeChat's host names to this machine. */
@NullMarked
package dev.saoma.emulator.client;

import org.jspecify.annotations.NullMarked;
