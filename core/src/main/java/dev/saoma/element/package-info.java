/**
 * Elements: dotted names, {@code e.json}, the business file, and the chain of apps in which the nearest definition
 * wins. The facade reads definitions from here. This package does not know what an element does.
 */
@NullMarked
package dev.saoma.element;

import org.jspecify.annotations.NullMarked;
