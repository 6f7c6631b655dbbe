package dev.saoma.server.element;

import dev.saoma.AppOverlay;
import dev.saoma.database.Database;
import dev.saoma.element.OverlayFiles;

/** The app {@code saoma.Console}, whose login instances are in the database. */
public final class DatabaseOverlay implements AppOverlay {
    private final Database database;

    public DatabaseOverlay(Database database) {
        this.database = database;
    }

    @Override
    public long version() {
        return database.read(sql -> new OverlayRows(sql).version());
    }

    @Override
    public OverlayFiles files() {
        return database.read(sql -> new OverlayRows(sql).files());
    }
}
