package dev.saoma.server.element;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.element.ElementName;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.draft.ElementDraft.Access;
import dev.saoma.server.draft.ElementDraft.Fields;
import dev.saoma.server.draft.ElementDraft.SecretChange;
import dev.saoma.store.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An app in a folder whose login methods are edited, as a server opens it. */
final class EditedApp implements AutoCloseable {
    static final ElementName PORTAL = new ElementName("auths.loginTypes.Portal");
    private static final SealKey KEY = SealKey.of(Secret.of("7c0b6a1fd2934e58b1a7c3f09e8d2465".repeat(2)));

    private final Database database;
    private final App app;
    private final LoginElements logins;

    private EditedApp(Database database, App app, LoginElements logins) {
        this.database = database;
        this.app = app;
        this.logins = logins;
    }

    static EditedApp open(Path folder) throws IOException {
        return open(folder, DurableFiles.ofThisMachine());
    }

    static EditedApp open(Path folder, DurableFiles durable) throws IOException {
        return open(folder, folder, durable);
    }

    /** Recovers and opens an app; creates its folder when it is not there. */
    static EditedApp open(Path folder, Path data, DurableFiles durable) throws IOException {
        Path home = Files.createDirectories(folder.resolve("app"));
        Files.createDirectories(data);
        if (!Files.exists(home.resolve("app.json"))) {
            Files.writeString(home.resolve("app.json"), "{\"appId\":\"test.Shop\"}");
        }
        Database database = SqliteDatabase.open(data.resolve("saoma.db"));
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        SqlStore store = SqlStore.open(database, true);
        ElementRecovery.run(home, store, Clock.systemUTC());
        App app = App.builder(home)
                .store(store)
                .sealKey(KEY)
                .reload(Duration.ZERO)
                .open();
        var transactions = new AdminTransactions(store, app.sessions(), app.clock(), app.currentActor());
        var environment =
                new ElementEnvironment(app, store, transactions, KEY, Optional.empty(), ElementNews.none(), false);
        return new EditedApp(database, app, LoginElements.of(environment, ElementsMode.FOLDER, durable));
    }

    LoginElements logins() {
        return logins;
    }

    App app() {
        return app;
    }

    /** Creates or edits the portal; both files change. */
    void save(String title) {
        save(title, logins.find(PORTAL));
    }

    /** Adds one to the number at the end of the title, as often as somebody else has saved meanwhile. */
    void increment() {
        while (true) {
            Optional<StoredElement> present = logins.find(PORTAL);
            String title = present.flatMap(element -> element.element("title")).orElse("Edit 0");
            try {
                save("Edit " + (Integer.parseInt(title.substring(5)) + 1), present);
                return;
            } catch (ElementChangedException e) {
                // The next try begins with what the other one has saved.
            }
        }
    }

    private void save(String title, Optional<StoredElement> present) {
        var fields = new Fields(
                Optional.of("auths.loginTypes.WeChatType"),
                Optional.of(title),
                Optional.of("wx0123456789abcdef"),
                new SecretChange.Typed(Secret.of("5a0a5a0a5a0a5a0a5a0a5a0a5a0a5a0a")),
                new Access(Optional.empty(), Optional.empty(), Optional.of(true)),
                Map.of());
        logins.save(PORTAL, fields, seen(present), Optional.empty());
    }

    void delete() {
        logins.delete(PORTAL, seen(logins.find(PORTAL)), Optional.empty());
    }

    private static Precondition seen(Optional<StoredElement> present) {
        return present.<Precondition>map(
                        element -> new Precondition.Seen(List.of(element.texts().etag())))
                .orElseGet(Precondition.Absent::new);
    }

    /** Returns the title of the portal in use; empty when there is none. */
    Optional<String> title() {
        return app.loginInstances().stream()
                .filter(instance -> instance.fullName().equals(PORTAL.value()))
                .map(instance -> instance.title())
                .findFirst();
    }

    @Override
    public void close() {
        app.close();
        database.close();
    }
}
