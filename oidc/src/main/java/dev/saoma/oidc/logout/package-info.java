/** The end of a session, requested by a client or sent to clients. */
@NullMarked
package dev.saoma.oidc.logout;

import org.jspecify.annotations.NullMarked;
