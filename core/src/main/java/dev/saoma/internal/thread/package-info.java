/** Threads for work beside the requests. Not part of the API. */
@NullMarked
package dev.saoma.internal.thread;

import org.jspecify.annotations.NullMarked;
