/**
 * The trail of what changed who is who: one row for each event, written in the transaction that made the change.
 * {@code identity} and {@code login} write it, whoever operates the product reads it; it knows nobody.
 */
@NullMarked
package dev.saoma.audit;

import org.jspecify.annotations.NullMarked;
