/** JSON: reads it into a tree, and writes it from records, without data binding. Not part of the API. */
@NullMarked
package dev.saoma.internal.json;

import org.jspecify.annotations.NullMarked;
