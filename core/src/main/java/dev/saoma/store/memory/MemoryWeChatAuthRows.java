package dev.saoma.store.memory;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.query.Field;
import dev.saoma.query.Filter;
import dev.saoma.query.Order;
import dev.saoma.store.WeChatAuthRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bindings of WeChat identities by all their keys. */
final class MemoryWeChatAuthRows implements WeChatAuthRows {
    final Table<Long, WeChatAuth> rows;
    private final Table<AtApp<OpenId>, Long> byOpenId;
    private final Table<AtApp<UserId>, Long> byUser;
    private final Index<UserId, Long> ofUser;
    private final Table<AtAccount<UnionId>, UserId> users;
    private final Table<AtAccount<UserId>, UnionId> unionIds;
    final Index<UserId, OpenPlatform> accountsOf;
    private final Table<AtApp<UserId>, Instant> unlinked;
    final Index<UserId, AppId> unlinkedOf;
    private long last;

    MemoryWeChatAuthRows(Undo undo) {
        this.rows = new Table<>(undo);
        this.byOpenId = new Table<>(undo);
        this.byUser = new Table<>(undo);
        this.ofUser = new Index<>(undo);
        this.users = new Table<>(undo);
        this.unionIds = new Table<>(undo);
        this.accountsOf = new Index<>(undo);
        this.unlinked = new Table<>(undo);
        this.unlinkedOf = new Index<>(undo);
    }

    private record AtApp<T>(AppId app, T key) {}

    private record AtAccount<T>(OpenPlatform account, T key) {}

    @Override
    public Optional<WeChatAuth> byId(long id) {
        return rows.find(id);
    }

    @Override
    public Optional<WeChatAuth> byOpenId(AppId app, OpenId openId) {
        return byOpenId.find(new AtApp<>(app, openId)).flatMap(rows::find);
    }

    @Override
    public Optional<WeChatAuth> byUser(AppId app, UserId user) {
        return byUser.find(new AtApp<>(app, user)).flatMap(rows::find);
    }

    @Override
    public List<WeChatAuth> byOpenIdOrUser(AppId app, OpenId openId, UserId user) {
        return Stream.concat(byOpenId(app, openId).stream(), byUser(app, user).stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<WeChatAuth> lockById(long id) {
        return byId(id);
    }

    @Override
    public List<WeChatAuth> lockByUser(UserId user) {
        return ofUser.under(user).stream()
                .sorted()
                .flatMap(id -> rows.find(id).stream())
                .toList();
    }

    @Override
    public List<WeChatAuth> select(Filter filter, Order order, long offset, int limit) {
        Comparator<WeChatAuth> byOrder = order.comparing(row -> value(row));
        return matching(filter)
                .sorted(byOrder.thenComparingLong(WeChatAuth::id))
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public long count(Filter filter) {
        return matching(filter).count();
    }

    private Stream<WeChatAuth> matching(Filter filter) {
        return rows.all().stream().filter(row -> filter.matches(value(row)));
    }

    private static Function<Field, @Nullable Object> value(WeChatAuth row) {
        return field -> switch (field.name()) {
            case "id" -> row.id();
            case "appId" -> row.appId().value();
            case "userId" -> row.userId().value();
            case "openId" -> row.openId().value();
            case "unionId" -> row.unionId().map(UnionId::value).orElse(null);
            default -> throw new IllegalArgumentException("no such field: " + field.name());
        };
    }

    @Override
    public WeChatAuth insert(WeChatIdentity identity, UserId user, Instant boundAt) {
        var row = new WeChatAuth(
                ++last,
                identity.app(),
                user,
                identity.openId(),
                identity.unionIdOrNull(),
                identity.account(),
                Instant.ofEpochMilli(boundAt.toEpochMilli()),
                null);
        byOpenId.insert(new AtApp<>(row.appId(), row.openId()), row.id());
        byUser.insert(new AtApp<>(row.appId(), user), row.id());
        rows.insert(row.id(), row);
        ofUser.add(user, row.id());
        return row;
    }

    @Override
    public void update(WeChatAuth row) {
        rows.find(row.id()).ifPresent(old -> rows.replace(row.id(), with(old, row)));
    }

    private static WeChatAuth with(WeChatAuth old, WeChatAuth updated) {
        return new WeChatAuth(
                old.id(),
                old.appId(),
                old.userId(),
                old.openId(),
                updated.unionIdOrNull(),
                updated.account(),
                old.boundAt(),
                old.profiledAtOrNull());
    }

    @Override
    public boolean claimProfile(long id, Instant now, Instant since) {
        Optional<WeChatAuth> due = rows.find(id)
                .filter(row ->
                        row.profiledAtOrNull() == null || row.profiledAtOrNull().isBefore(since));
        due.ifPresent(row -> rows.replace(
                id,
                new WeChatAuth(
                        row.id(),
                        row.appId(),
                        row.userId(),
                        row.openId(),
                        row.unionIdOrNull(),
                        row.account(),
                        row.boundAt(),
                        now)));
        return due.isPresent();
    }

    @Override
    public boolean delete(long id) {
        Optional<WeChatAuth> found = rows.find(id);
        found.ifPresent(row -> {
            rows.remove(id);
            byOpenId.remove(new AtApp<>(row.appId(), row.openId()));
            byUser.remove(new AtApp<>(row.appId(), row.userId()));
            ofUser.remove(row.userId(), id);
        });
        return found.isPresent();
    }

    @Override
    public Optional<UserId> userOf(OpenPlatform account, UnionId unionId) {
        return users.find(new AtAccount<>(account, unionId));
    }

    @Override
    public Optional<UnionId> unionIdOf(OpenPlatform account, UserId user) {
        return unionIds.find(new AtAccount<>(account, user));
    }

    @Override
    public void insertIdentity(OpenPlatform account, UnionId unionId, UserId user) {
        users.insert(new AtAccount<>(account, unionId), user);
        unionIds.insert(new AtAccount<>(account, user), unionId);
        accountsOf.add(user, account);
    }

    @Override
    public void deleteIdentity(OpenPlatform account, UserId user) {
        unionIdOf(account, user).ifPresent(unionId -> {
            users.remove(new AtAccount<>(account, unionId));
            unionIds.remove(new AtAccount<>(account, user));
            accountsOf.remove(user, account);
        });
    }

    @Override
    public boolean isUnbound(AppId app, UserId user) {
        return unboundAt(app, user).isPresent();
    }

    Optional<Instant> unboundAt(AppId app, UserId user) {
        return unlinked.find(new AtApp<>(app, user));
    }

    @Override
    public boolean isUnbound(UserId user) {
        return !unlinkedOf.under(user).isEmpty();
    }

    @Override
    public void insertUnbound(AppId app, UserId user, Instant at) {
        deleteUnbound(app, user);
        unlinked.insert(new AtApp<>(app, user), at);
        unlinkedOf.add(user, app);
    }

    @Override
    public void deleteUnbound(AppId app, UserId user) {
        if (unlinked.remove(new AtApp<>(app, user))) {
            unlinkedOf.remove(user, app);
        }
    }

    @Override
    public boolean deleteUser(UserId user) {
        List<OpenPlatform> accounts = accountsOf.under(user);
        List<AppId> apps = unlinkedOf.under(user);
        accounts.forEach(account -> deleteIdentity(account, user));
        apps.forEach(app -> deleteUnbound(app, user));
        return !accounts.isEmpty() || !apps.isEmpty();
    }
}
