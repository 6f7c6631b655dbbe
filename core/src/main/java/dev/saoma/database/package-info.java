/**
 * SQL databases, reached in transactions: an embedded SQLite file, or PostgreSQL, MySQL and MariaDB through a pool of
 * Saoma's own or a data source of the application. It knows no table but the history of migrations.
 */
@NullMarked
package dev.saoma.database;

import org.jspecify.annotations.NullMarked;
