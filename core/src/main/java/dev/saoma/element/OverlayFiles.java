package dev.saoma.element;

import java.util.Map;

/**
 * The files of an app that extends the app in a folder and is stored elsewhere. Its elements are nearer than those of the
 * folder.
 *
 * @param appId the identifier of the app, such as {@code saoma.Console}
 * @param version differs whenever a file differs
 * @param files the texts by their names below the app's root, such as {@code auths/loginTypes/X/e.json}
 */
public record OverlayFiles(String appId, long version, Map<String, String> files) {
    public OverlayFiles {
        files = Map.copyOf(files);
    }

    /** Returns the names alone, since the texts may hold a secret. */
    @Override
    public String toString() {
        return appId + " " + version + " " + files.keySet();
    }
}
