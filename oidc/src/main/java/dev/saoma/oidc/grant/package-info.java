/** What clients are granted: authorization requests that wait for their user, codes, tokens. */
@NullMarked
package dev.saoma.oidc.grant;

import org.jspecify.annotations.NullMarked;
