/**
 * The organisations that the server keeps itself and who belongs to them. It reads the accounts' table to name members,
 * knows the login's rows only as far as it ends sessions, and nothing of HTTP.
 */
@NullMarked
package dev.saoma.server.organization;

import org.jspecify.annotations.NullMarked;
