/** A PostgreSQL server with {@code fsync} on, and pgbench as the comparison. */
@NullMarked
package dev.saoma.benchmark.database;

import org.jspecify.annotations.NullMarked;
