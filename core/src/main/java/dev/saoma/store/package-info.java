/**
 * Saoma's rows: one record for each table, one {@code ...Rows} port with its queries, and the
 * {@link dev.saoma.store.Transaction} that reaches all of them. {@code store.sql} implements the ports.
 */
@NullMarked
package dev.saoma.store;

import org.jspecify.annotations.NullMarked;
