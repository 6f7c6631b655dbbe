/** The files of the embedded database: who may read them, which process uses them, the space on their disk. */
@NullMarked
package dev.saoma.internal.file;

import org.jspecify.annotations.NullMarked;
