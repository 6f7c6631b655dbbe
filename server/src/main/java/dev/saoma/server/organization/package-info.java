/** The organisations that the server stores, their members, and an administrator's changes to them. It knows nothing of HTTP. */
@NullMarked
package dev.saoma.server.organization;

import org.jspecify.annotations.NullMarked;
