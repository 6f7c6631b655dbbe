/**
 * JSON as text and as values, over Jackson's parser and writer alone. Jackson's data binding is left out, because it runs
 * with one version of {@code jackson-annotations} only, and an application may have another.
 */
@NullMarked
package dev.saoma.json;

import org.jspecify.annotations.NullMarked;
