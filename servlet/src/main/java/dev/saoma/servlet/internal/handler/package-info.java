/** The route table and the handler of each route. */
@NullMarked
package dev.saoma.servlet.internal.handler;

import org.jspecify.annotations.NullMarked;
