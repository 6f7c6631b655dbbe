package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.store.PersonalDataRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Rows of one user in the tables of the login. */
final class SqlPersonalDataRows implements PersonalDataRows {
    private final SqlConnection sql;
    private final Dialect dialect;

    SqlPersonalDataRows(SqlConnection sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public List<UserId> usersOf(OpenId openId, int limit) {
        if (dialect == Dialect.POSTGRESQL) {
            return sql.list(
                    "SELECT DISTINCT user_id FROM saoma_wechat_auth WHERE open_id = ? ORDER BY user_id LIMIT ?",
                    SqlPersonalDataRows::user,
                    openId.value(),
                    limit);
        }
        // Here the unique key begins with the application. A further index would cost a page in every bind.
        var found = new TreeSet<String>();
        for (Optional<String> app = appAfter(""); app.isPresent(); app = appAfter(app.get())) {
            sql.first(
                            "SELECT user_id FROM saoma_wechat_auth WHERE app_id = ? AND open_id = ?",
                            row -> row.getString(1),
                            app.get(),
                            openId.value())
                    .ifPresent(found::add);
        }
        return found.stream().limit(limit).map(UserId::new).toList();
    }

    private Optional<String> appAfter(String app) {
        return sql.first(
                "SELECT app_id FROM saoma_wechat_auth WHERE app_id > ? ORDER BY app_id LIMIT 1",
                row -> row.getString(1),
                app);
    }

    @Override
    public List<UserId> usersOf(UnionId unionId, int limit) {
        return sql.list(
                "SELECT DISTINCT user_id FROM saoma_wechat_auth WHERE union_id = ? ORDER BY user_id LIMIT ?",
                SqlPersonalDataRows::user,
                unionId.value(),
                limit);
    }

    @Override
    public List<Identity> identities(UserId user, int limit) {
        return sql.list(
                "SELECT open_platform, union_id FROM saoma_wechat_person WHERE user_id = ? ORDER BY open_platform LIMIT ?",
                row -> new Identity(new OpenPlatform(row.getString(1)), new UnionId(row.getString(2))),
                user.value(),
                limit);
    }

    @Override
    public List<Unbinding> unbindings(UserId user, int limit) {
        return sql.list(
                "SELECT app_id, unlinked_at FROM saoma_wechat_unlinked WHERE user_id = ? ORDER BY app_id LIMIT ?",
                row -> new Unbinding(new AppId(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))),
                user.value(),
                limit);
    }

    @Override
    public List<TicketEntry> tickets(UserId user, int limit) {
        return sql.list(
                """
                SELECT kind, app_id, expires_at FROM saoma_ticket WHERE user_id = ?
                ORDER BY expires_at, kind, hash LIMIT ?""",
                row -> new TicketEntry(
                        row.getString(1), new AppId(row.getString(2)), Instant.ofEpochMilli(row.getLong(3))),
                user.value(),
                limit);
    }

    private static UserId user(ResultSet row) throws SQLException {
        return new UserId(row.getString(1));
    }
}
