/** Authorization requests: their checks, and what an authenticated user gets. */
@NullMarked
package dev.saoma.oidc.authorize;

import org.jspecify.annotations.NullMarked;
