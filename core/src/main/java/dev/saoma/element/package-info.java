/**
 * Elements: dotted names, {@code e.json}, the business file, and the chain of apps in which the nearest definition wins.
 * The facade asks it for definitions; it knows nothing about what an element does.
 */
@NullMarked
package dev.saoma.element;

import org.jspecify.annotations.NullMarked;
