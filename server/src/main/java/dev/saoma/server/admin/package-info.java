/**
 * The administrator's HTTP API: it reads requests, asks accounts, organisations and the login, and writes answers. It
 * decides nothing itself; who may come in is decided before it is called.
 */
@NullMarked
package dev.saoma.server.admin;

import org.jspecify.annotations.NullMarked;
