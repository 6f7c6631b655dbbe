/** Test support for several modules. Not part of the product, and not in any release. */
@NullMarked
package dev.saoma.testing;

import org.jspecify.annotations.NullMarked;
