/**
 * The Spring Boot starter: it reads and checks {@code saoma.*}, opens the app and registers the servlet. It has no rules about a
 * login, and replaces no bean of the application.
 */
@NullMarked
package dev.saoma.spring;

import org.jspecify.annotations.NullMarked;
