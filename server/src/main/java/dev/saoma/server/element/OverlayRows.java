package dev.saoma.server.element;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.element.ElementName;
import dev.saoma.element.OverlayFiles;
import dev.saoma.identity.UserId;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.store.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code saoma_element}, inside one transaction: the login instances that are stored in the database. */
record OverlayRows(SqlConnection sql) {
    /** The {@code appId} of the app that they belong to. */
    static final String APP = "saoma.Console";

    private static final int MOST = 1_000;
    private static final String TEXTS = "SELECT full_name, e_json, business_name, business FROM saoma_element WHERE ";

    /** Returns the version of the whole table. */
    long version() {
        return sql.count("SELECT version FROM saoma_element WHERE full_name = ''");
    }

    /** Returns the version of the whole table, which no other transaction changes until this one ends. */
    long lockVersion(Dialect dialect) {
        return sql.count("SELECT version FROM saoma_element WHERE full_name = ''" + dialect.forUpdate());
    }

    Optional<ElementTexts> find(ElementName name) {
        return sql.first(TEXTS + "full_name = ?", OverlayRows::texts, name.value());
    }

    /** Returns all files, at a version that is not newer than they are. */
    OverlayFiles files() {
        long version = version();
        Map<String, String> files = new HashMap<>();
        List<ElementTexts> all =
                sql.list(TEXTS + "full_name <> '' ORDER BY full_name LIMIT " + MOST, OverlayRows::texts);
        all.forEach(texts -> files.putAll(texts.files()));
        return new OverlayFiles(APP, version, files);
    }

    /** Stores an element at a version of the whole table, in place of an earlier one. */
    void put(ElementTexts texts, long version, AdminTransaction tx) {
        remove(texts.name(), version, tx);
        sql.execute(
                "INSERT INTO saoma_element (full_name, e_json, business_name, business, version, changed_at, changed_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                texts.name().value(),
                texts.element(),
                texts.businessName(),
                texts.business().orElse(null),
                version,
                tx.now().toEpochMilli(),
                tx.actor().name());
    }

    /** Deletes an element. */
    void remove(ElementName name, long version, AdminTransaction tx) {
        sql.execute("DELETE FROM saoma_element WHERE full_name = ?", name.value());
        sql.execute(
                "UPDATE saoma_element SET version = ?, changed_at = ? WHERE full_name = ''",
                version,
                tx.now().toEpochMilli());
    }

    /** Replaces the author of changes by another name. */
    void renameAuthor(UserId user, UserId name) {
        sql.execute(
                "UPDATE saoma_element SET changed_by = ? WHERE changed_by = ?",
                Actor.of(name).name(),
                Actor.of(user).name());
    }

    private static ElementTexts texts(ResultSet row) throws SQLException {
        return new ElementTexts(
                new ElementName(row.getString(1)),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)));
    }
}
