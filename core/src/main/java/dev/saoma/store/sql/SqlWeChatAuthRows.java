package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Bindings in {@code saoma_wechat_auth}, {@code saoma_wechat_person} and {@code saoma_wechat_unlinked}. */
final class SqlWeChatAuthRows implements WeChatAuthRows {
    private final Handle handle;
    private final Dialect dialect;

    SqlWeChatAuthRows(Handle handle, Dialect dialect) {
        this.handle = handle;
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
        return rows(query("""
                        SELECT * FROM saoma_wechat_auth WHERE app_id = ? AND open_id = ?
                        UNION SELECT * FROM saoma_wechat_auth WHERE app_id = ? AND user_id = ?""", app.value(), openId.value(), app.value(), user.value()));
    }

    @Override
    public Optional<WeChatAuth> lockById(long id) {
        return one("WHERE id = ?" + dialect.forUpdate(), id);
    }

    @Override
    public List<WeChatAuth> lockByUser(UserId user) {
        // Locks the unionid row always before the bindings, so that two transactions do not deadlock.
        query("SELECT union_id FROM saoma_wechat_person WHERE user_id = ?" + dialect.forUpdate(), user.value())
                .mapTo(String.class)
                .list();
        return rows(query(
                "SELECT * FROM saoma_wechat_auth WHERE user_id = ? ORDER BY id" + dialect.forUpdate(), user.value()));
    }

    @Override
    public List<WeChatAuth> select(Filter filter, Order order, long offset, int limit) {
        SqlCondition condition = filter.toSql(dialect);
        String by = order.toSql().isEmpty() ? "ORDER BY id" : order.toSql() + ", id";
        Query query = handle.createQuery(
                "SELECT * FROM saoma_wechat_auth WHERE " + condition.sql() + " " + by + " LIMIT ? OFFSET ?");
        int next = bind(query, condition.parameters());
        return rows(query.bind(next, limit).bind(next + 1, offset));
    }

    @Override
    public long count(Filter filter) {
        SqlCondition condition = filter.toSql(dialect);
        Query query = handle.createQuery("SELECT count(*) FROM saoma_wechat_auth WHERE " + condition.sql());
        bind(query, condition.parameters());
        return query.mapTo(Long.class).one();
    }

    @Override
    public WeChatAuth insert(WeChatIdentity identity, UserId user, Instant boundAt) {
        long id = handle.createUpdate("""
                        INSERT INTO saoma_wechat_auth (app_id, user_id, open_id, union_id, open_platform, bound_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .bind(0, identity.app().value())
                .bind(1, user.value())
                .bind(2, identity.openId().value())
                .bind(3, identity.unionId().map(UnionId::value))
                .bind(4, identity.account().value())
                .bind(5, boundAt.toEpochMilli())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
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
        handle.createUpdate("UPDATE saoma_wechat_auth SET union_id = ?, open_platform = ? WHERE id = ?")
                .bind(0, row.unionId().map(UnionId::value))
                .bind(1, row.account().value())
                .bind(2, row.id())
                .execute();
    }

    @Override
    public boolean claimProfile(long id, Instant now, Instant since) {
        return change(
                        "UPDATE saoma_wechat_auth SET profiled_at = ? WHERE id = ? AND (profiled_at IS NULL OR profiled_at < ?)",
                        now.toEpochMilli(),
                        id,
                        since.toEpochMilli())
                == 1;
    }

    @Override
    public boolean delete(long id) {
        return change("DELETE FROM saoma_wechat_auth WHERE id = ?", id) == 1;
    }

    @Override
    public Optional<UserId> userOf(OpenPlatform account, UnionId unionId) {
        // A transaction that adds a binding because of this row locks it, so that a concurrent unbind does not delete
        // it.
        return query(
                        "SELECT user_id FROM saoma_wechat_person WHERE open_platform = ? AND union_id = ?"
                                + dialect.forUpdate(),
                        account.value(),
                        unionId.value())
                .mapTo(String.class)
                .findOne()
                .map(UserId::new);
    }

    @Override
    public Optional<UnionId> unionIdOf(OpenPlatform account, UserId user) {
        return query(
                        "SELECT union_id FROM saoma_wechat_person WHERE open_platform = ? AND user_id = ?",
                        account.value(),
                        user.value())
                .mapTo(String.class)
                .findOne()
                .map(UnionId::new);
    }

    @Override
    public void insertIdentity(OpenPlatform account, UnionId unionId, UserId user) {
        change(
                "INSERT INTO saoma_wechat_person (open_platform, union_id, user_id) VALUES (?, ?, ?)",
                account.value(),
                unionId.value(),
                user.value());
    }

    @Override
    public void deleteIdentity(OpenPlatform account, UserId user) {
        change(
                "DELETE FROM saoma_wechat_person WHERE open_platform = ? AND user_id = ?",
                account.value(),
                user.value());
    }

    @Override
    public boolean isUnbound(AppId app, UserId user) {
        return query(
                                "SELECT count(*) FROM saoma_wechat_unlinked WHERE app_id = ? AND user_id = ?",
                                app.value(),
                                user.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    @Override
    public boolean isUnbound(UserId user) {
        return query("SELECT count(*) FROM saoma_wechat_unlinked WHERE user_id = ?", user.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    @Override
    public void insertUnbound(AppId app, UserId user, Instant at) {
        deleteUnbound(app, user);
        change(
                "INSERT INTO saoma_wechat_unlinked (app_id, user_id, unlinked_at) VALUES (?, ?, ?)",
                app.value(),
                user.value(),
                at.toEpochMilli());
    }

    @Override
    public void deleteUnbound(AppId app, UserId user) {
        change("DELETE FROM saoma_wechat_unlinked WHERE app_id = ? AND user_id = ?", app.value(), user.value());
    }

    @Override
    public boolean deleteUser(UserId user) {
        int persons = change("DELETE FROM saoma_wechat_person WHERE user_id = ?", user.value());
        int unlinked = change("DELETE FROM saoma_wechat_unlinked WHERE user_id = ?", user.value());
        return persons + unlinked > 0;
    }

    private Optional<WeChatAuth> one(String where, Object... values) {
        return query("SELECT * FROM saoma_wechat_auth " + where, values)
                .map((row, context) -> auth(row))
                .findOne();
    }

    private static List<WeChatAuth> rows(Query query) {
        return query.map((row, context) -> auth(row)).list();
    }

    private Query query(String sql, Object... values) {
        Query query = handle.createQuery(sql);
        bind(query, List.of(values));
        return query;
    }

    private int change(String sql, Object... values) {
        var update = handle.createUpdate(sql);
        for (int i = 0; i < values.length; i++) {
            update.bind(i, values[i]);
        }
        return update.execute();
    }

    private static int bind(Query query, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            query.bind(i, values.get(i));
        }
        return values.size();
    }

    private static WeChatAuth auth(ResultSet row) throws SQLException {
        @Nullable String union = row.getString("union_id");
        long profiled = row.getLong("profiled_at");
        return new WeChatAuth(
                row.getLong("id"),
                new AppId(row.getString("app_id")),
                new UserId(row.getString("user_id")),
                new OpenId(row.getString("open_id")),
                union == null ? null : new UnionId(union),
                new OpenPlatform(row.getString("open_platform")),
                Instant.ofEpochMilli(row.getLong("bound_at")),
                profiled == 0 ? null : Instant.ofEpochMilli(profiled));
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
