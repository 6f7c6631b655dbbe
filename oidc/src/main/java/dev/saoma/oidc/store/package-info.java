/** The provider's rows: authorization requests, grants, codes, tokens, and notices of ended sessions. */
@NullMarked
package dev.saoma.oidc.store;

import org.jspecify.annotations.NullMarked;
