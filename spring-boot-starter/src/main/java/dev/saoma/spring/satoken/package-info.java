/** Integration with Sa-Token: users who are signed in by the application's own Sa-Token login, and its tokens for users of WeChat. */
@NullMarked
package dev.saoma.spring.satoken;

import org.jspecify.annotations.NullMarked;
