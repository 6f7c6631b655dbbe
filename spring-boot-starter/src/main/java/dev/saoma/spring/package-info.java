/**
 * Saoma inside a Spring Boot application: properties, checked all at once, and one servlet beside the application's own.
 * Spring Boot calls it; it decides nothing about login, and puts nothing in the place of what the application has.
 */
@NullMarked
package dev.saoma.spring;

import org.jspecify.annotations.NullMarked;
