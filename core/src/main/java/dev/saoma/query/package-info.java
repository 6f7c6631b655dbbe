/** The specification's {@code Q(...)} filters and {@code orderList}: parsed, checked and written as SQL. */
@NullMarked
package dev.saoma.query;

import org.jspecify.annotations.NullMarked;
