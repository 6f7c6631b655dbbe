package dev.saoma.server.account;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import dev.saoma.server.account.AccountSearchRows.Found;
import dev.saoma.server.account.AccountSearchRows.Stretch;
import dev.saoma.store.PersonalDataRows;
import dev.saoma.store.sql.SqlStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Searches accounts by what identifies a person. Every look-up uses an index. Thread-safe. */
public final class AccountSearch {
    /** More users have one openid or unionid only by misuse. */
    private static final int MOST_EXACT = 200;

    /** Nicknames that were written in the last seconds, or while those of an earlier release are folded. */
    private static final int MOST_TO_FOLD = 1_000;

    private final SqlStore store;

    /** @param store in a database that has the tables of the server too */
    public AccountSearch(SqlStore store) {
        this.store = store;
    }

    /**
     * Returns a page of accounts in the order of their folded nicknames, and of their identifiers where these are equal.
     *
     * @param after the {@code next} of the page before; empty for the first page
     * @throws IllegalArgumentException when {@code after} is not a {@code next}
     */
    public AccountPage search(SearchTerm term, AccountFilter filter, Optional<String> after, int limit) {
        AccountCursor start = after.map(AccountCursor::parse).orElse(AccountCursor.START);
        return store.database().read(sql -> {
            Stretch stretch = candidates(sql, term, filter, start, limit + 1);
            var found = new TreeMap<AccountCursor, Found>();
            for (Found each : stretch.found()) {
                boolean isIn = stretch.end()
                        .map(end -> each.place().compareTo(end) <= 0)
                        .orElse(true);
                if (isIn && each.place().compareTo(start) > 0) {
                    found.put(each.place(), each);
                }
            }
            return page(found.values(), stretch.end(), limit);
        });
    }

    private static AccountPage page(Collection<Found> found, Optional<AccountCursor> end, int limit) {
        List<Found> page = found.stream().limit(limit).toList();
        Optional<AccountCursor> next =
                found.size() > limit ? Optional.of(page.get(limit - 1).place()) : end;
        return new AccountPage(page.stream().map(Found::account).toList(), next.map(AccountCursor::text));
    }

    /** Returns all accounts between a place and the end of what is returned, and maybe some outside. */
    private Stretch candidates(
            SqlConnection sql, SearchTerm term, AccountFilter filter, AccountCursor start, int limit) {
        var rows = new AccountSearchRows(sql, store.database().dialect());
        List<NicknameKey> prefixes = prefixes(term);
        Set<UserId> users = exact(sql, term);
        if (!prefixes.isEmpty()) {
            // First those that are to be folded: if they are folded between the two, they are found twice and not
            // never.
            rows.toFold("", MOST_TO_FOLD).stream()
                    .filter(each -> prefixes.stream()
                            .anyMatch(prefix -> each.place().key().startsWith(prefix)))
                    .forEach(each -> users.add(each.account().id()));
        }
        List<Found> found = new ArrayList<>(rows.byId(users, filter));
        List<AccountCursor> ends = new ArrayList<>();
        prefixes.forEach(prefix -> {
            Stretch stretch = rows.startingWith(prefix, start, filter, limit);
            found.addAll(stretch.found());
            stretch.end().ifPresent(ends::add);
        });
        return new Stretch(found, ends.stream().min(Comparator.naturalOrder()));
    }

    private static List<NicknameKey> prefixes(SearchTerm term) {
        if (term instanceof SearchTerm.AnyOf any) {
            return any.terms().stream().flatMap(each -> prefixes(each).stream()).toList();
        }
        if (term instanceof SearchTerm.All) {
            return List.of(new NicknameKey(""));
        }
        return term instanceof SearchTerm.ByNickname nickname ? List.of(nickname.prefix()) : List.of();
    }

    private Set<UserId> exact(SqlConnection sql, SearchTerm term) {
        PersonalDataRows rows = store.rows(sql).personalData();
        var users = new LinkedHashSet<UserId>();
        if (term instanceof SearchTerm.ByUserId one) {
            users.add(one.userId());
        } else if (term instanceof SearchTerm.ByOpenId one) {
            users.addAll(rows.usersOf(one.openId(), MOST_EXACT));
        } else if (term instanceof SearchTerm.ByUnionId one) {
            users.addAll(rows.usersOf(one.unionId(), MOST_EXACT));
        } else if (term instanceof SearchTerm.AnyOf any) {
            any.terms().forEach(each -> users.addAll(exact(sql, each)));
        }
        return users;
    }
}
