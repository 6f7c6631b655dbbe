/**
 * Rows kept in a database: how it is opened, migrated, read and written, and the SQL of every table.
 * The facade opens it; rules reach it only through the ports of the packages that own the rows.
 */
@NullMarked
package dev.saoma.sql;

import org.jspecify.annotations.NullMarked;
