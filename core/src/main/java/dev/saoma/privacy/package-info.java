/** Personal data: a copy of what is stored about one user, and its removal. Knows neither HTTP nor SQL. */
@NullMarked
package dev.saoma.privacy;

import org.jspecify.annotations.NullMarked;
