package dev.saoma.server.element;

import java.util.Locale;

/** Where login instances are edited. */
public enum ElementsMode {
    /** In the app's folder: the default. */
    FOLDER,
    /** In the database. Those of the folder are overridden there. */
    DATABASE,
    /** Where they are; new ones in the database. */
    BOTH;

    /** Returns the name in settings and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether there are login instances in the database. */
    public boolean hasDatabase() {
        return this != FOLDER;
    }
}
