/** The load: connections, browsers, the login requests of each subject, and many clients at once. */
@NullMarked
package dev.saoma.benchmark.load;

import org.jspecify.annotations.NullMarked;
