package dev.saoma.server.element;

import dev.saoma.AppOverlay;
import dev.saoma.database.Database;
import java.util.Locale;
import java.util.Optional;

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

    /** Returns the login instances in a database; empty when they are not in use. */
    public Optional<AppOverlay> overlay(Database database, ElementNews news) {
        return hasDatabase() ? Optional.of(new DatabaseOverlay(database, news)) : Optional.empty();
    }
}
