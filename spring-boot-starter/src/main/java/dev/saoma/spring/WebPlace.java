package dev.saoma.spring;

import dev.saoma.servlet.WebSettings;

/**
 * The location of the servlet.
 *
 * @param path its mapping in the application, {@code /saoma}; in the settings, the path begins with the prefix that browsers
 *     see: the context path, unless a proxy changes it
 */
record WebPlace(String path, WebSettings settings) {

    /** Returns the prefix of all the application's paths as browsers see them; empty for none. */
    String before() {
        return settings.path().substring(0, settings.path().length() - path.length());
    }
}
