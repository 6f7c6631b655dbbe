/** What asks: connections, browsers, the logins of each subject, and many of them at once. */
@NullMarked
package dev.saoma.benchmark.load;

import org.jspecify.annotations.NullMarked;
