package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.query.Filter;
import dev.saoma.query.Order;
import dev.saoma.query.SqlCondition;
import dev.saoma.store.WeChatAuthRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bindings in {@code saoma_wechat_auth}, {@code saoma_wechat_person} and {@code saoma_wechat_unlinked}. */
final class SqlWeChatAuthRows implements WeChatAuthRows {
    private static final String SELECT =
            "SELECT id, app_id, user_id, open_id, union_id, open_platform, bound_at, profiled_at"
                    + " FROM saoma_wechat_auth ";

    private final SqlConnection sql;
    private final Dialect dialect;

    SqlWeChatAuthRows(SqlConnection sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public Optional<WeChatAuth> byId(long id) {
        return one("WHERE id = ?", id);
    }

    @Override
    public Optional<WeChatAuth> byOpenId(AppId app, OpenId openId) {
        return one("WHERE app_id = ? AND open_id = ?", app.value(), openId.value());
    }

    @Override
    public Optional<WeChatAuth> byUser(AppId app, UserId user) {
        return one("WHERE app_id = ? AND user_id = ?", app.value(), user.value());
    }

    @Override
    public List<WeChatAuth> byOpenIdOrUser(AppId app, OpenId openId, UserId user) {
        // A UNION, because with OR a planner may use neither index.
        return rows(
                SELECT + "WHERE app_id = ? AND open_id = ? UNION " + SELECT + "WHERE app_id = ? AND user_id = ?",
                app.value(),
                openId.value(),
                app.value(),
                user.value());
    }

    @Override
    public Optional<WeChatAuth> lockById(long id) {
        return one("WHERE id = ?" + dialect.forUpdate(), id);
    }

    @Override
    public List<WeChatAuth> lockByUser(UserId user) {
        // Locks the unionid row always before the bindings, so that two transactions do not deadlock.
        sql.executeLater(
                "SELECT union_id FROM saoma_wechat_person WHERE user_id = ?" + dialect.forUpdate(), user.value());
        return rows(SELECT + "WHERE user_id = ? ORDER BY id" + dialect.forUpdate(), user.value());
    }

    @Override
    public List<WeChatAuth> select(Filter filter, Order order, long offset, int limit) {
        SqlCondition condition = filter.toSql(dialect);
        String by = order.toSql().isEmpty() ? "ORDER BY id" : order.toSql() + ", id";
        return rows(
                SELECT + "WHERE " + condition.sql() + " " + by + " LIMIT ? OFFSET ?",
                Stream.concat(condition.parameters().stream(), Stream.of(limit, offset))
                        .toArray());
    }

    @Override
    public long count(Filter filter) {
        SqlCondition condition = filter.toSql(dialect);
        return sql.count(
                "SELECT count(*) FROM saoma_wechat_auth WHERE " + condition.sql(),
                condition.parameters().toArray());
    }

    @Override
    public WeChatAuth insert(WeChatIdentity identity, UserId user, Instant boundAt) {
        long id = sql.insert(
                """
                INSERT INTO saoma_wechat_auth (app_id, user_id, open_id, union_id, open_platform, bound_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
                identity.app().value(),
                user.value(),
                identity.openId().value(),
                identity.unionId().map(UnionId::value).orElse(null),
                identity.account().value(),
                boundAt.toEpochMilli());
        return new WeChatAuth(
                id,
                identity.app(),
                user,
                identity.openId(),
                identity.unionIdOrNull(),
                identity.account(),
                millis(boundAt),
                null);
    }

    @Override
    public void update(WeChatAuth row) {
        sql.executeLater(
                "UPDATE saoma_wechat_auth SET union_id = ?, open_platform = ? WHERE id = ?",
                row.unionId().map(UnionId::value).orElse(null),
                row.account().value(),
                row.id());
    }

    @Override
    public boolean claimProfile(long id, Instant now, Instant since) {
        return sql.execute(
                        "UPDATE saoma_wechat_auth SET profiled_at = ? WHERE id = ? AND (profiled_at IS NULL OR profiled_at < ?)",
                        now.toEpochMilli(),
                        id,
                        since.toEpochMilli())
                == 1;
    }

    @Override
    public boolean delete(long id) {
        return sql.execute("DELETE FROM saoma_wechat_auth WHERE id = ?", id) == 1;
    }

    @Override
    public Optional<UserId> userOf(OpenPlatform account, UnionId unionId) {
        // A transaction that adds a binding because of this row locks it, so that a concurrent unbind does not delete
        // it.
        return sql.first(
                "SELECT user_id FROM saoma_wechat_person WHERE open_platform = ? AND union_id = ?"
                        + dialect.forUpdate(),
                row -> new UserId(row.getString(1)),
                account.value(),
                unionId.value());
    }

    @Override
    public Optional<UnionId> unionIdOf(OpenPlatform account, UserId user) {
        return sql.first(
                "SELECT union_id FROM saoma_wechat_person WHERE open_platform = ? AND user_id = ?",
                row -> new UnionId(row.getString(1)),
                account.value(),
                user.value());
    }

    @Override
    public void insertIdentity(OpenPlatform account, UnionId unionId, UserId user) {
        sql.executeLater(
                "INSERT INTO saoma_wechat_person (open_platform, union_id, user_id) VALUES (?, ?, ?)",
                account.value(),
                unionId.value(),
                user.value());
    }

    @Override
    public void deleteIdentity(OpenPlatform account, UserId user) {
        sql.executeLater(
                "DELETE FROM saoma_wechat_person WHERE open_platform = ? AND user_id = ?",
                account.value(),
                user.value());
    }

    @Override
    public boolean isUnbound(AppId app, UserId user) {
        return sql.count(
                        "SELECT count(*) FROM saoma_wechat_unlinked WHERE app_id = ? AND user_id = ?",
                        app.value(),
                        user.value())
                > 0;
    }

    @Override
    public boolean isUnbound(UserId user) {
        return sql.count("SELECT count(*) FROM saoma_wechat_unlinked WHERE user_id = ?", user.value()) > 0;
    }

    @Override
    public void insertUnbound(AppId app, UserId user, Instant at) {
        deleteUnbound(app, user);
        sql.executeLater(
                "INSERT INTO saoma_wechat_unlinked (app_id, user_id, unlinked_at) VALUES (?, ?, ?)",
                app.value(),
                user.value(),
                at.toEpochMilli());
    }

    @Override
    public void deleteUnbound(AppId app, UserId user) {
        sql.executeLater(
                "DELETE FROM saoma_wechat_unlinked WHERE app_id = ? AND user_id = ?", app.value(), user.value());
    }

    @Override
    public boolean deleteUser(UserId user) {
        int persons = sql.execute("DELETE FROM saoma_wechat_person WHERE user_id = ?", user.value());
        int unlinked = sql.execute("DELETE FROM saoma_wechat_unlinked WHERE user_id = ?", user.value());
        return persons + unlinked > 0;
    }

    private Optional<WeChatAuth> one(String where, Object... values) {
        return sql.first(SELECT + where, SqlWeChatAuthRows::auth, values);
    }

    private List<WeChatAuth> rows(String query, Object... values) {
        return sql.list(query, SqlWeChatAuthRows::auth, values);
    }

    private static WeChatAuth auth(ResultSet row) throws SQLException {
        @Nullable String union = row.getString(5);
        long profiled = row.getLong(8);
        return new WeChatAuth(
                row.getLong(1),
                new AppId(row.getString(2)),
                new UserId(row.getString(3)),
                new OpenId(row.getString(4)),
                union == null ? null : new UnionId(union),
                new OpenPlatform(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                profiled == 0 ? null : Instant.ofEpochMilli(profiled));
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
