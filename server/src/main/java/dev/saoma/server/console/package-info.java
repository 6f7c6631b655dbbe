/** The pages of the administrators' console: files of this server, which call the administrator's HTTP API. */
@NullMarked
package dev.saoma.server.console;

import org.jspecify.annotations.NullMarked;
