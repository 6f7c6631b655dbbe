package dev.saoma.server.element;

import dev.saoma.AppOverlay;
import dev.saoma.database.Database;
import dev.saoma.element.OverlayFiles;

/** The app {@code saoma.Console}, whose login instances are in the database. */
public final class DatabaseOverlay implements AppOverlay {
    private final Database database;
    private final ElementNews news;

    /** Creates an overlay whose changes on other nodes are found by asking for its version. */
    public DatabaseOverlay(Database database) {
        this(database, ElementNews.none());
    }

    /** Creates an overlay whose changes on other nodes are also published. */
    DatabaseOverlay(Database database, ElementNews news) {
        this.database = database;
        this.news = news;
    }

    @Override
    public void subscribe(Runnable changed) {
        news.subscribe(changed);
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
