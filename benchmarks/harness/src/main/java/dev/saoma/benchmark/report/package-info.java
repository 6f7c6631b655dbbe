/** The results as figures, a page and charts. */
@NullMarked
package dev.saoma.benchmark.report;

import org.jspecify.annotations.NullMarked;
