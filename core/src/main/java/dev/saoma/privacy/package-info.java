/** Personal data: what is stored about one user, for a copy that the user may ask for. Knows neither HTTP nor storage. */
@NullMarked
package dev.saoma.privacy;

import org.jspecify.annotations.NullMarked;
