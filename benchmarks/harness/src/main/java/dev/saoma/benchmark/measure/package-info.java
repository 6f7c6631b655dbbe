/** The measures S1 to S8, one class each. */
@NullMarked
package dev.saoma.benchmark.measure;

import org.jspecify.annotations.NullMarked;
