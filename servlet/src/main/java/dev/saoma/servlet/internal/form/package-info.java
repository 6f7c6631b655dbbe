/** The parameters of forms and queries. */
@NullMarked
package dev.saoma.servlet.internal.form;

import org.jspecify.annotations.NullMarked;
