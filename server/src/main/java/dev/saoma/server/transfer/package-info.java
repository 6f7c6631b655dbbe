/** Login instances between a folder of files, as people keep them in Git, and where a server keeps them. Knows nothing of HTTP. */
@NullMarked
package dev.saoma.server.transfer;

import org.jspecify.annotations.NullMarked;
