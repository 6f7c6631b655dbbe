package dev.saoma.store.sql;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.AppId;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import dev.saoma.store.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Transaction#open} as one statement of PostgreSQL, and so in one round trip. */
record SessionOpening(SqlConnection sql, TableFeatures tables) {
    private static final String SQL = sql(TableFeatures.ALL);
    private static final String SQL_WITHOUT_ACTORS = sql(new TableFeatures(true, false));

    private static String sql(TableFeatures tables) {
        return """
                WITH bound AS (SELECT id FROM saoma_wechat_auth WHERE id = ? AND user_id = ? AND app_id = ? FOR UPDATE),
                opened AS (INSERT INTO saoma_session (%s) SELECT %s FROM bound RETURNING id)
                INSERT INTO saoma_audit_event (%s) SELECT %s FROM opened""".formatted(
                SqlSessionRows.COLUMNS, values(12), SqlAuditRows.columns(tables), values(tables.hasActors() ? 6 : 5));
    }

    boolean open(Session session, AppId app, AuditEvent event) {
        var all = new ArrayList<@Nullable Object>(
                List.of(session.authId(), session.user().value(), app.value()));
        Collections.addAll(all, SqlSessionRows.values(session));
        Collections.addAll(all, SqlAuditRows.values(event, tables));
        return sql.execute(tables.hasActors() ? SQL : SQL_WITHOUT_ACTORS, all.toArray()) == 1;
    }

    private static String values(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
