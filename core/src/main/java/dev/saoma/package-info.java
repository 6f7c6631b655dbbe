/**
 * The facade: {@link dev.saoma.App} reads an app's folder, puts the packages below together and hands out elements.
 * Applications and the HTTP layer call it; it is the only place that knows every package.
 */
@NullMarked
package dev.saoma;

import org.jspecify.annotations.NullMarked;
