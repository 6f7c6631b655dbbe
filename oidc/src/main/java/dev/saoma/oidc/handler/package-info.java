/** The routes of the provider. */
@NullMarked
package dev.saoma.oidc.handler;

import org.jspecify.annotations.NullMarked;
