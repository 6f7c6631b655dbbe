/** The hosted pages, their texts and the files of the web component. */
@NullMarked
package dev.saoma.servlet.internal.page;

import org.jspecify.annotations.NullMarked;
