/** What stands in WeChat's place: an answer at once, or after a delay. */
@NullMarked
package dev.saoma.benchmark.upstream;

import org.jspecify.annotations.NullMarked;
