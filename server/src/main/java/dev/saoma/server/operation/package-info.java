/** What operators look at: the set-up of a new server, the examination of this node, its settings, and all nodes. */
@NullMarked
package dev.saoma.server.operation;

import org.jspecify.annotations.NullMarked;
