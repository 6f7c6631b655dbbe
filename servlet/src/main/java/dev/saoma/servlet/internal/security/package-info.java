/** Who sends a request and from where: sessions, cookies, origins, redirect targets and response headers. */
@NullMarked
package dev.saoma.servlet.internal.security;

import org.jspecify.annotations.NullMarked;
