/** Authentication and origin of requests: sessions, cookies, origins, redirect targets and response headers. */
@NullMarked
package dev.saoma.servlet.internal.security;

import org.jspecify.annotations.NullMarked;
