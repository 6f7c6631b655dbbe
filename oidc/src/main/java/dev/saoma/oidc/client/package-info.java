/** The registered clients: their files, redirect addresses and secrets. */
@NullMarked
package dev.saoma.oidc.client;

import org.jspecify.annotations.NullMarked;
