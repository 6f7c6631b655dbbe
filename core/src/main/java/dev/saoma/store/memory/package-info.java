/** The rows in memory, for tests and trials: no other store is as fast, and nothing survives the process. */
@NullMarked
package dev.saoma.store.memory;

import org.jspecify.annotations.NullMarked;
