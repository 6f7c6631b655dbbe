package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.query.Filter;
import dev.saoma.query.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's rows, inside one transaction. Constraints hold whatever the rules do: one row for (app, openid), one for
 * (app, user), one user for (account, unionid), one unionid for (account, user).
 */
public interface WeChatAuthRows {

    /** The row of that key. */
    Optional<WeChatAuth> byId(long id);

    /** Who signs in at this application with this openid. */
    Optional<WeChatAuth> byOpenId(AppId app, OpenId openId);

    /** With what this user signs in at this application. */
    Optional<WeChatAuth> byUser(AppId app, UserId user);

    /** The rows of {@link #byOpenId} and {@link #byUser}: none, one that is both, or two. */
    List<WeChatAuth> byOpenIdOrUser(AppId app, OpenId openId, UserId user);

    /** The row of that key, locked until the transaction ends, so that nobody takes it away meanwhile. */
    Optional<WeChatAuth> lockById(long id);

    /** All rows of a user, locked until the transaction ends, so that two unbinds cannot both see the other's row. */
    List<WeChatAuth> lockByUser(UserId user);

    /** The rows that a filter names, in order, at most {@code limit} of them after the first {@code offset}. */
    List<WeChatAuth> select(Filter filter, Order order, long offset, int limit);

    /** How many rows a filter names. */
    long count(Filter filter);

    /** Adds a row; its key is the answer's. */
    WeChatAuth insert(WeChatIdentity person, UserId user, Instant boundAt);

    /** Says of a row what WeChat says now: its account and its unionid. */
    void update(WeChatAuth row);

    /**
     * Notes that WeChat is asked for nickname and avatar now; false when that was noted at {@code since} or later, so that
     * one of many logins asks.
     */
    boolean claimProfile(long id, Instant now, Instant since);

    /** Removes a row; false when it was gone. */
    boolean delete(long id);

    /** Which user this unionid is, within one account. */
    Optional<UserId> userOf(OpenPlatform account, UnionId unionId);

    /** Which unionid this user is, within one account. */
    Optional<UnionId> unionIdOf(OpenPlatform account, UserId user);

    /** Notes that this unionid is this user. */
    void insertIdentity(OpenPlatform account, UnionId unionId, UserId user);

    /** Forgets which unionid this user is. */
    void deleteIdentity(OpenPlatform account, UserId user);

    /** Whether this user once unbound at this application and has not bound again since. */
    boolean isUnbound(AppId app, UserId user);

    /** Whether that is so at any application. */
    boolean isUnbound(UserId user);

    /** Notes that this user unbound here; no effect when it is noted already. */
    void insertUnbound(AppId app, UserId user, Instant at);

    /** Takes that note back. */
    void deleteUnbound(AppId app, UserId user);

    /**
     * Removes all that is known of a user beside the rows: which unionids they are, and where they unbound. False when there
     * was nothing.
     */
    boolean deleteUser(UserId user);
}
