/** Error responses: problem details (RFC 9457), error pages and their log lines. */
@NullMarked
package dev.saoma.servlet.internal.problem;

import org.jspecify.annotations.NullMarked;
