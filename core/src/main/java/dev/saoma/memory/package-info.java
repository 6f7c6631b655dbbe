/**
 * Rows kept in this process's memory, for tests and trials: what an application's tests run on, and the yardstick that the
 * databases are measured against. Everything is gone with the process.
 */
@NullMarked
package dev.saoma.memory;

import org.jspecify.annotations.NullMarked;
