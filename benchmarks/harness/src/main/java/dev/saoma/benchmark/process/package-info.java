/** Programs under test, and what they use. */
@NullMarked
package dev.saoma.benchmark.process;

import org.jspecify.annotations.NullMarked;
