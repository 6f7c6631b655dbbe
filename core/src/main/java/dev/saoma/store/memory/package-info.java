/** A store in memory, for tests and trials: the fastest store, and nothing survives the process. */
@NullMarked
package dev.saoma.store.memory;

import org.jspecify.annotations.NullMarked;
