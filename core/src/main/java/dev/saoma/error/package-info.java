/**
 * The error codes, one enum, and the exceptions that carry them. Every package throws them; this package knows no other
 * package.
 */
@NullMarked
package dev.saoma.error;

import org.jspecify.annotations.NullMarked;
