/** The parts of an HTTP request and response. Depends on no other package of this module. */
@NullMarked
package dev.saoma.servlet.internal.http;

import org.jspecify.annotations.NullMarked;
