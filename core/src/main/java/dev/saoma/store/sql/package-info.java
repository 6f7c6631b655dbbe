/** The store in SQL tables named {@code saoma_*}: the same statements on SQLite, PostgreSQL, MySQL and MariaDB. */
@NullMarked
package dev.saoma.store.sql;

import org.jspecify.annotations.NullMarked;
