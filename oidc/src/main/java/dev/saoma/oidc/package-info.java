/** An OpenID Connect provider on the sessions, users and organisations of a Saoma app. */
@NullMarked
package dev.saoma.oidc;

import org.jspecify.annotations.NullMarked;
