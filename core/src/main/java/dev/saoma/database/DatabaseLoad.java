package dev.saoma.database;

/**
 * The load of a database's connections at one moment.
 *
 * @param connections how many this node may use at once; the embedded database's one writer counts as one
 * @param inUse how many are in use
 * @param waiting callers that wait for one
 */
public record DatabaseLoad(int connections, int inUse, int waiting) {}
