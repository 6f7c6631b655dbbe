/**
 * Values that must never be printed: application secrets, the key that seals them, and random tokens that stand for a right;
 * and the one name made of them that may be printed, the reference of an attempt. All packages use them; nothing here knows any other package.
 */
@NullMarked
package dev.saoma.secret;

import org.jspecify.annotations.NullMarked;
