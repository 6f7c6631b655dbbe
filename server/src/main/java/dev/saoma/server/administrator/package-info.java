/**
 * The administrators of the console: their roles, and their sessions. Depends neither on the routes of the administrator's API
 * nor on the pages of the console.
 */
@NullMarked
package dev.saoma.server.administrator;

import org.jspecify.annotations.NullMarked;
