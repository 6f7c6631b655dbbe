/**
 * The steps of logins, recorded for administrators: the newest attempts in memory, failures and counts by minute in the database.
 * Holds no identifier of a person, no code and no token.
 */
@NullMarked
package dev.saoma.server.flow;

import org.jspecify.annotations.NullMarked;
