/** Saoma in a program of plain Java, as small as an application makes it. */
@NullMarked
package dev.saoma.benchmark.embedded;

import org.jspecify.annotations.NullMarked;
