/**
 * SQL databases, accessed in transactions: an embedded SQLite file, or PostgreSQL, MySQL and MariaDB through Saoma's
 * own pool or a data source of the application. Knows no table except the history of migrations, and the lease and
 * session tables that the probe uses.
 */
@NullMarked
package dev.saoma.database;

import org.jspecify.annotations.NullMarked;
