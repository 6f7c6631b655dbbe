/** What clients were granted, in rows: authorization requests, codes, tokens, and notices of ended sessions. */
@NullMarked
package dev.saoma.oidc.grant;

import org.jspecify.annotations.NullMarked;
