/**
 * Saoma in a servlet container: {@link SaomaServlet} serves the HTTP API and the pages, {@link SaomaSessionFilter} and
 * {@link SaomaSession} give the application the session of a request. Applications use the types of this package only; those of
 * {@code dev.saoma.servlet.internal} may change without notice.
 */
@NullMarked
package dev.saoma.servlet;

import org.jspecify.annotations.NullMarked;
