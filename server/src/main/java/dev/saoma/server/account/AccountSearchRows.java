package dev.saoma.server.account;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code saoma_account} by the folded nickname, inside one transaction. */
record AccountSearchRows(SqlConnection sql, Dialect dialect) {
    private static final String SELECT =
            "SELECT " + AccountRows.COLUMNS + ", nickname_key, nickname_key_of FROM saoma_account ";
    private static final String SET_KEY = """
            UPDATE saoma_account SET nickname_key = ?, nickname_key_of = ? WHERE id = ?""";

    /** An account and its place in the order of a search. */
    record Found(Account account, AccountCursor place) {
        static Found at(Account account, NicknameKey key) {
            return new Found(account, new AccountCursor(key, account.id().value()));
        }
    }

    List<Found> byId(Collection<UserId> ids, AccountFilter filter) {
        return stored(ids.stream().map(UserId::value).toList(), filter).stream()
                .map(Stored::found)
                .toList();
    }

    private List<Stored> stored(List<String> ids, AccountFilter filter) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + "WHERE id IN " + SqlConnection.placeholders(ids.size()) + filter.sql(),
                        AccountSearchRows::stored,
                        ids.toArray());
    }

    /**
     * Accounts in any order.
     *
     * @param end the place up to which they are all; empty when there are no more
     */
    record Stretch(List<Found> found, Optional<AccountCursor> end) {}

    /**
     * Returns accounts whose folded nickname starts with a prefix, after a place, without those that are to be folded:
     * {@code limit} and maybe some more, or fewer where few pass the filter.
     */
    Stretch startingWith(NicknameKey prefix, AccountCursor after, AccountFilter filter, int limit) {
        // A condition in SQL would make planners expect few rows, and read and sort all.
        List<Found> folded = new ArrayList<>();
        AccountCursor last = after;
        boolean isMore = true;
        int looked = 0;
        while (isMore && folded.size() < limit && looked < AccountFilter.MOST_LOOKED) {
            List<AccountCursor> places = places(prefix, last, filter, filter.step(limit - folded.size()));
            looked += places.size();
            stored(places.stream().map(AccountCursor::userId).toList(), filter).stream()
                    .filter(Stored::isFolded)
                    .map(Stored::found)
                    .forEach(folded::add);
            isMore = !places.isEmpty();
            last = isMore ? places.get(places.size() - 1) : last;
        }
        return new Stretch(folded, isMore ? Optional.of(last) : Optional.empty());
    }

    /** An account, and whether its place is by the nickname that it has now. */
    private record Stored(Found found, boolean isFolded) {}

    /** Reads the index alone, so that a filter which few accounts pass costs no row of the others. */
    private List<AccountCursor> places(NicknameKey prefix, AccountCursor after, AccountFilter filter, int limit) {
        boolean isBelow = after.key().compareTo(prefix) < 0;
        if (!isBelow && !after.key().startsWith(prefix)) {
            return List.of();
        }
        // Two queries, each of them one range of the index: many people have one nickname, which an OR would read
        // again.
        List<AccountCursor> found = new ArrayList<>();
        if (!isBelow) {
            found.addAll(
                    places("nickname_key = ? AND id > ?", filter, after.key().value(), after.userId(), limit));
        }
        if (found.size() < limit) {
            Optional<String> upper = prefix.upperBound();
            String range = (isBelow ? "nickname_key >= ?" : "nickname_key > ?")
                    + upper.map(bound -> " AND nickname_key < ?").orElse("");
            String lower = (isBelow ? prefix : after.key()).value();
            found.addAll(places(
                    range,
                    filter,
                    Stream.of(Stream.of(lower), upper.stream(), Stream.of(limit - found.size()))
                            .flatMap(values -> values)
                            .toArray()));
        }
        return found;
    }

    private List<AccountCursor> places(String range, AccountFilter filter, Object... values) {
        return sql.list(
                "SELECT nickname_key, id FROM saoma_account WHERE " + range + filter.activity()
                        + " ORDER BY nickname_key, id LIMIT ?",
                row -> new AccountCursor(new NicknameKey(row.getString(1)), row.getString(2)),
                values);
    }

    /** Returns accounts after an identifier whose nickname was written since it was last folded, in the order of identifiers. */
    List<Found> toFold(String after, int limit) {
        return sql.list(
                SELECT + "WHERE " + toFold() + " AND id > ? ORDER BY id LIMIT ?",
                AccountSearchRows::found,
                after,
                limit);
    }

    /** Stores the folded nicknames. An account whose nickname was written meanwhile is still to be folded. */
    void fold(List<Account> accounts) {
        accounts.forEach(account -> sql.executeLater(
                SET_KEY,
                NicknameKey.of(account.nickname()).value(),
                account.nickname(),
                account.id().value()));
    }

    /** The condition of the index {@code saoma_account_to_fold}, word for word. */
    private String toFold() {
        return switch (dialect) {
            case SQLITE -> "nickname_key_of IS NOT nickname";
            case POSTGRESQL -> "nickname_key_of IS DISTINCT FROM nickname";
            case MYSQL -> "to_fold <=> 1";
        };
    }

    private static Found found(ResultSet row) throws SQLException {
        return stored(row).found();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Account account = AccountRows.account(row);
        @Nullable String key = row.getString("nickname_key");
        boolean isFolded = key != null && account.nickname().equals(row.getString("nickname_key_of"));
        return new Stored(
                Found.at(account, isFolded ? new NicknameKey(key) : NicknameKey.of(account.nickname())), isFolded);
    }
}
