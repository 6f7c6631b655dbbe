/** Saoma in a minimal plain Java application. */
@NullMarked
package dev.saoma.benchmark.embedded;

import org.jspecify.annotations.NullMarked;
