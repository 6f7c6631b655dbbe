/**
 * The administrator's HTTP API: reads requests, calls accounts, organisations and the login, and writes responses. The servlet
 * checks the administrator's key first.
 */
@NullMarked
package dev.saoma.server.admin;

import org.jspecify.annotations.NullMarked;
