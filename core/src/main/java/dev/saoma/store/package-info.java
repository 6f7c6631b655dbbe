/**
 * The port through which rules reach rows: one unit of work, all or nothing. What the rows are is said by the packages
 * that own them; how they are kept is said by {@code sql}.
 */
@NullMarked
package dev.saoma.store;

import org.jspecify.annotations.NullMarked;
