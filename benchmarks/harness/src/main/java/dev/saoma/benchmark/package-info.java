/** What is measured, and how it is taken. */
@NullMarked
package dev.saoma.benchmark;

import org.jspecify.annotations.NullMarked;
