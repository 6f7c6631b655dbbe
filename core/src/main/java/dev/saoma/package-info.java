/**
 * The facade: {@link dev.saoma.App} reads an app's folder, connects the packages below and returns elements.
 * Applications and the HTTP layer call it. No other package depends on all packages.
 */
@NullMarked
package dev.saoma;

import org.jspecify.annotations.NullMarked;
