/**
 * The bridge to Spring Security, for applications that have it: what {@code HttpSecurity} is told, and who is signed in by
 * the application's own login. It brings no chain of its own.
 */
@NullMarked
package dev.saoma.spring.security;

import org.jspecify.annotations.NullMarked;
