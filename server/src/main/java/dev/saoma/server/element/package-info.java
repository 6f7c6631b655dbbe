/**
 * The editing of login instances: their two files built from fields, checked by the loader of the app, written so that no
 * reader sees half of them, and their earlier versions. Knows nothing of HTTP.
 */
@NullMarked
package dev.saoma.server.element;

import org.jspecify.annotations.NullMarked;
