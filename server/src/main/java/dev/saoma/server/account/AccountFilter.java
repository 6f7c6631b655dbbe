package dev.saoma.server.account;

import java.util.Optional;

/**
 * Which accounts a list holds; an empty condition holds for all.
 *
 * @param active whether the account is enabled
 * @param bound whether a WeChat is bound to it at any application
 */
public record AccountFilter(Optional<Boolean> active, Optional<Boolean> bound) {
    /** All accounts. */
    public static final AccountFilter ALL = new AccountFilter(Optional.empty(), Optional.empty());

    /** Accounts that a page looks at in the order of nicknames, of which few may pass. It is shorter then, and in time. */
    static final int MOST_LOOKED = 2_000;

    /** Returns the condition on the account itself, to append to those of a query of {@code saoma_account}. */
    String activity() {
        // Constants, since only then an index of disabled accounts alone is used.
        return active.map(is -> " AND disabled = " + (is ? 0 : 1)).orElse("");
    }

    /** Returns all conditions, to append to those of a query of {@code saoma_account} that looks at few rows. */
    String sql() {
        // Not EXISTS: PostgreSQL makes a join of it, which reads all bindings before those of the page.
        return activity()
                + bound.map(is -> " AND (SELECT 1 FROM saoma_wechat_auth w WHERE w.user_id = saoma_account.id LIMIT 1)"
                                + (is ? " IS NOT NULL" : " IS NULL"))
                        .orElse("");
    }

    /** Returns how many accounts of {@link #activity} to look at for {@code limit} accounts that pass. */
    int step(int limit) {
        return bound.isPresent() ? MOST_LOOKED : limit;
    }
}
