/**
 * The texts of a login instance's two files: built from fields or from a source, with secrets sealed and, to be shown, hidden.
 * Writes no file.
 */
@NullMarked
package dev.saoma.server.draft;

import org.jspecify.annotations.NullMarked;
