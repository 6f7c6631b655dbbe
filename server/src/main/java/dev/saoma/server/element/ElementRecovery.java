package dev.saoma.server.element;

import dev.saoma.element.ElementName;
import dev.saoma.error.LoginException;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.element.ElementVersion.Change;
import dev.saoma.server.element.ElementVersionRows.Begun;
import dev.saoma.store.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes or undoes writes of a process that has ended before they were complete. The caller holds the {@link FolderLock}. */
public final class ElementRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ElementRecovery.class);

    private final ElementFolder folder;
    private final SqlStore store;
    private final Clock clock;

    ElementRecovery(ElementFolder folder, SqlStore store, Clock clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Completes or undoes what an earlier process has left in an app's folder. To be called before the app is opened, as half a
     * write may be no valid app.
     */
    public static void run(Path app, SqlStore store, Clock clock) {
        var recovery = new ElementRecovery(new ElementFolder(app, DurableFiles.ofThisMachine()), store, clock);
        try {
            if (recovery.begun().isEmpty()) {
                return;
            }
        } catch (LoginException e) {
            // A node runs on tables of an earlier release until a database administrator brings them up to date.
            LOG.warn(
                    "the table saoma_element_version is missing ({}), so that login methods cannot be edited: bring the tables"
                            + " up to date",
                    e.note());
            return;
        }
        try (FolderLock lock = FolderLock.take(app)) {
            recovery.run();
        } catch (IOException e) {
            LOG.warn("an edit of a login method was not finished, and cannot be now: {}", e.toString());
        }
    }

    private List<Begun> begun() {
        return store.database().read(sql -> new ElementVersionRows(sql).begun());
    }

    /** Looks for unfinished writes, and completes or undoes each of them. */
    void run() throws IOException {
        for (Begun write : begun()) {
            boolean isDone = write.change() == Change.DELETED ? finishDeletion(write) : finishWrite(write);
            LOG.info("version {} of {} was {}", write.version(), write.name(), isDone ? "finished" : "undone");
            close(write, isDone);
        }
    }

    private boolean finishWrite(Begun write) throws IOException {
        folder.finish(write.name(), write.businessName(), write.etag());
        return folder.read(write.name())
                .filter(texts -> texts.etag().equals(write.etag()))
                .isPresent();
    }

    private boolean finishDeletion(Begun write) throws IOException {
        ElementName name = write.name();
        Optional<ElementTexts> rest = folder.read(name);
        if (rest.isPresent()) {
            return false;
        }
        folder.delete(name, write.businessName());
        return true;
    }

    private void close(Begun write, boolean isDone) {
        store.database().write(sql -> {
            var rows = new ElementVersionRows(sql);
            Optional<ElementVersion> version = rows.find(write.name(), write.version());
            if (isDone && version.isPresent()) {
                ElementAudit.append(
                        store.rows(sql),
                        clock.instant(),
                        version.get().change(),
                        write.name(),
                        "",
                        version.get().actor());
                rows.end(write.name(), write.version());
            } else {
                rows.undo(write.name(), write.version());
            }
            return isDone;
        });
    }
}
