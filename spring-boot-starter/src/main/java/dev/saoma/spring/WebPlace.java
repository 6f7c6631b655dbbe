package dev.saoma.spring;

import dev.saoma.servlet.WebSettings;

/**
 * Where the servlet stands.
 *
 * @param path what it is mapped below in the application, {@code /saoma}; the settings' path has the context path before it
 */
record WebPlace(String path, WebSettings settings) {}
