/** The replacement for WeChat: responds at once, or after a delay. */
@NullMarked
package dev.saoma.benchmark.upstream;

import org.jspecify.annotations.NullMarked;
