/** The lists of the administrators' console, as requests and their times. */
@NullMarked
package dev.saoma.benchmark.console;

import org.jspecify.annotations.NullMarked;
