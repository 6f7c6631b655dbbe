/**
 * Integration with Spring Security: Saoma sessions in a security chain of the application, and users who are signed in by the
 * application's own login. It adds no chain.
 */
@NullMarked
package dev.saoma.spring.security;

import org.jspecify.annotations.NullMarked;
