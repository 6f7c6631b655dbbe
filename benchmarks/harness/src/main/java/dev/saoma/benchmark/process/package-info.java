/** Programs under test, and the resources that they use. */
@NullMarked
package dev.saoma.benchmark.process;

import org.jspecify.annotations.NullMarked;
