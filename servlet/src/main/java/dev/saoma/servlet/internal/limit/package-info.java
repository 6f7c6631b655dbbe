/** Rate limits and open requests per client address. */
@NullMarked
package dev.saoma.servlet.internal.limit;

import org.jspecify.annotations.NullMarked;
