/** The checks of the OpenID provider. */
@NullMarked
package dev.saoma.server.doctor.oidc;

import org.jspecify.annotations.NullMarked;
