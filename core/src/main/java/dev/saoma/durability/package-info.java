/** The word by which a transaction says when its changes are on the disk. */
@NullMarked
package dev.saoma.durability;

import org.jspecify.annotations.NullMarked;
