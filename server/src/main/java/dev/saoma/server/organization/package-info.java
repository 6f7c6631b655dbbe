/** The organisations that the server stores, their members, and an administrator's changes. Does not depend on HTTP. */
@NullMarked
package dev.saoma.server.organization;

import org.jspecify.annotations.NullMarked;
