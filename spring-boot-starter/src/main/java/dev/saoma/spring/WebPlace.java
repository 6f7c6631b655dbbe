package dev.saoma.spring;

import dev.saoma.servlet.WebSettings;

/**
 * Where the servlet stands.
 *
 * @param path what it is mapped below in the application, {@code /saoma}; the settings' path has before it what browsers see
 *     of the application's own, the context path unless a proxy makes something else of it
 */
record WebPlace(String path, WebSettings settings) {

    /** What browsers see before every path of the application; empty for nothing. */
    String before() {
        return settings.path().substring(0, settings.path().length() - path.length());
    }
}
