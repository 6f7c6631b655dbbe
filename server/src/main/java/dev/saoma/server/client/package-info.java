/** Clients of the OpenID Connect provider: their files as commands write them, and the list for administrators. */
@NullMarked
package dev.saoma.server.client;

import org.jspecify.annotations.NullMarked;
