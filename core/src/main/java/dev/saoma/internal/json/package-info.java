/** JSON read into a tree and written from records, without data binding. Not part of the API. */
@NullMarked
package dev.saoma.internal.json;

import org.jspecify.annotations.NullMarked;
