/** What was measured, as figures, a page and pictures. */
@NullMarked
package dev.saoma.benchmark.report;

import org.jspecify.annotations.NullMarked;
