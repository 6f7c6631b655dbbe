/** A PostgreSQL server that syncs, and pgbench beside it. */
@NullMarked
package dev.saoma.benchmark.database;

import org.jspecify.annotations.NullMarked;
