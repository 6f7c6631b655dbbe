package dev.saoma.spring;

import dev.saoma.servlet.WebSettings;

/**
 * Where the servlet is.
 *
 * @param path its mapping in the application, {@code /saoma}; the settings' path has the prefix that browsers see before it: the
 *     context path, unless a proxy changes it
 */
record WebPlace(String path, WebSettings settings) {

    /** The prefix of all the application's paths as browsers see them; empty for none. */
    String before() {
        return settings.path().substring(0, settings.path().length() - path.length());
    }
}
