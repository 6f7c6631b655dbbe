package dev.saoma.database;

/**
 * How far a database's tables are, by one history.
 *
 * @param applied scripts that have run
 * @param pending scripts of this release that have not
 * @param newer whether a script has run that this release does not know
 */
public record SchemaState(int applied, int pending, boolean newer) {}
