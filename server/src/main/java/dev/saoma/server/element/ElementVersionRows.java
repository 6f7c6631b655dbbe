package dev.saoma.server.element;

import dev.saoma.database.SqlConnection;
import dev.saoma.element.ElementName;
import dev.saoma.identity.UserId;
import dev.saoma.server.draft.ClearSecrets;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.store.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code saoma_element_version}, inside one transaction: the earlier texts of elements, without secrets in clear, and the write
 * that has begun.
 */
record ElementVersionRows(SqlConnection sql) {
    /** The number of versions that are kept of each element. */
    static final int KEPT = 200;

    private static final String WRITING = "writing";
    private static final String DONE = "done";
    private static final String COLUMNS = "version, changed_at, changed_by, change_kind, reason";

    /**
     * A write that has begun, and may not have ended.
     *
     * @param etag of the texts that are written; empty for a deletion
     */
    record Begun(ElementName name, int version, ElementVersion.Change change, String businessName, String etag) {}

    /** Stores a version whose files are about to be written. */
    void begin(ElementVersion version, ElementTexts texts, String etag) {
        insert(version, texts, etag, WRITING);
    }

    /** Stores the texts that another program has written, as a version of their own. */
    void addFound(ElementTexts found, Instant at) {
        var version = new ElementVersion(
                newest(found.name()) + 1, at, Actor.UNKNOWN, ElementVersion.Change.FOUND, Optional.empty());
        insert(version, found, found.etag(), DONE);
    }

    private void insert(ElementVersion version, ElementTexts texts, String etag, String state) {
        ElementTexts hidden = ClearSecrets.hidden(texts);
        sql.execute(
                "INSERT INTO saoma_element_version (full_name, version, state, change_kind, changed_at, changed_by, reason,"
                        + " etag, e_json, business_name, business) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                texts.name().value(),
                version.version(),
                state,
                version.change().code(),
                version.at().toEpochMilli(),
                version.actor().name(),
                version.reason().orElse(null),
                etag,
                hidden.element(),
                hidden.businessName(),
                hidden.business().orElse(null));
    }

    /** Returns the etag of the newest texts of another program; empty when there are none. */
    String foundEtag(ElementName name) {
        return sql.first(
                        "SELECT etag FROM saoma_element_version WHERE full_name = ? AND change_kind = ? ORDER BY version DESC"
                                + " LIMIT 1",
                        row -> row.getString(1),
                        name.value(),
                        ElementVersion.Change.FOUND.code())
                .orElse("");
    }

    private long newestFound(ElementName name) {
        return sql.count(
                "SELECT max(version) FROM saoma_element_version WHERE full_name = ? AND change_kind = ?",
                name.value(),
                ElementVersion.Change.FOUND.code());
    }

    /** Marks a version as written, and deletes the oldest ones, but not the newest texts of another program. */
    void end(ElementName name, int version) {
        sql.execute(
                "UPDATE saoma_element_version SET state = ? WHERE full_name = ? AND version = ?",
                DONE,
                name.value(),
                version);
        sql.execute(
                "DELETE FROM saoma_element_version WHERE full_name = ? AND version <= ? AND version <> ?",
                name.value(),
                version - KEPT,
                newestFound(name));
    }

    /** Deletes a version that was not written. */
    void undo(ElementName name, int version) {
        sql.execute(
                "DELETE FROM saoma_element_version WHERE full_name = ? AND version = ? AND state = ?",
                name.value(),
                version,
                WRITING);
    }

    /** Returns the writes that have begun, of all elements. */
    List<Begun> begun() {
        return sql.list(
                "SELECT full_name, version, change_kind, business_name, etag FROM saoma_element_version WHERE state = ?"
                        + " ORDER BY full_name, version",
                row -> new Begun(
                        new ElementName(row.getString(1)),
                        row.getInt(2),
                        ElementVersion.Change.of(row.getString(3)),
                        row.getString(4),
                        row.getString(5)),
                WRITING);
    }

    /** Returns the number of the newest version; 0 when there is none. */
    int newest(ElementName name) {
        return (int) sql.count("SELECT max(version) FROM saoma_element_version WHERE full_name = ?", name.value());
    }

    /** Returns the etag of the newest version; empty when there is none, or the element was deleted. */
    String newestEtag(ElementName name) {
        return sql.first(
                        "SELECT etag FROM saoma_element_version WHERE full_name = ? ORDER BY version DESC LIMIT 1",
                        row -> row.getString(1),
                        name.value())
                .orElse("");
    }

    /** Returns the versions, newest first. */
    List<ElementVersion> list(ElementName name) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM saoma_element_version WHERE full_name = ? ORDER BY version DESC LIMIT "
                        + KEPT,
                ElementVersionRows::version,
                name.value());
    }

    Optional<ElementVersion> find(ElementName name, int version) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM saoma_element_version WHERE full_name = ? AND version = ?",
                ElementVersionRows::version,
                name.value(),
                version);
    }

    /** Returns the texts of a version, with marks in place of secrets in clear. */
    Optional<ElementTexts> texts(ElementName name, int version) {
        return sql.first(
                "SELECT e_json, business_name, business FROM saoma_element_version WHERE full_name = ? AND version = ?",
                row -> new ElementTexts(
                        name, row.getString(1), row.getString(2), Optional.ofNullable(row.getString(3))),
                name.value(),
                version);
    }

    /** Replaces the author of versions by another name. */
    void renameAuthor(UserId user, UserId name) {
        sql.execute(
                "UPDATE saoma_element_version SET changed_by = ? WHERE changed_by = ?",
                Actor.of(name).name(),
                Actor.of(user).name());
    }

    private static ElementVersion version(ResultSet row) throws SQLException {
        return new ElementVersion(
                row.getInt(1),
                Instant.ofEpochMilli(row.getLong(2)),
                new Actor(row.getString(3)),
                ElementVersion.Change.of(row.getString(4)),
                Optional.ofNullable(row.getString(5)));
    }
}
