/**
 * Sessions of signed-in users: their lifetimes, and the bounded cache through which every request reads them. {@code login}
 * creates sessions, the HTTP layer checks and ends them.
 */
@NullMarked
package dev.saoma.session;

import org.jspecify.annotations.NullMarked;
