/**
 * The HTTP API as one servlet: what a browser sends becomes a call of the login's services, their answers become JSON,
 * pages and cookies. The starter and the server mount it; nothing here decides who may log in.
 */
@NullMarked
package dev.saoma.servlet;

import org.jspecify.annotations.NullMarked;
