package dev.saoma.database;

/**
 * The version of a database's tables, by one history table.
 *
 * @param applied the number of scripts that have run
 * @param pending the number of this release's scripts that have not
 * @param newer whether a script has run that this release does not know
 */
public record SchemaState(int applied, int pending, boolean newer) {}
