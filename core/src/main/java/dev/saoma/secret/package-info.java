/**
 * Values that must never be printed: application secrets, and the random tokens that stand for a person's right to go on.
 * Everybody uses them; nothing here knows any other package.
 */
@NullMarked
package dev.saoma.secret;

import org.jspecify.annotations.NullMarked;
