/** ID tokens and their claims. */
@NullMarked
package dev.saoma.oidc.token;

import org.jspecify.annotations.NullMarked;
