/** ID tokens, and the claims about users. */
@NullMarked
package dev.saoma.oidc.token;

import org.jspecify.annotations.NullMarked;
