/** What the tests of several modules stand on. No part of the product, and in no release. */
@NullMarked
package dev.saoma.testing;

import org.jspecify.annotations.NullMarked;
