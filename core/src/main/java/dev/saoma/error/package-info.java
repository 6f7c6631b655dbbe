/**
 * The catalogue of everything that can go wrong: one enum of stable codes and one exception family that carries it.
 * Every package throws from here; nothing here knows any other package.
 */
@NullMarked
package dev.saoma.error;

import org.jspecify.annotations.NullMarked;
