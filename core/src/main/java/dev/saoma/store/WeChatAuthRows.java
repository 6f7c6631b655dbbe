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
 * The rows that bind WeChat identities to users, inside one transaction. Constraints of the store: one row for (app,
 * openid), one for (app, user), one user for (account, unionid), one unionid for (account, user).
 */
public interface WeChatAuthRows {

    /** Returns the row with this key. */
    Optional<WeChatAuth> byId(long id);

    /** Returns the row of an openid at an application. */
    Optional<WeChatAuth> byOpenId(AppId app, OpenId openId);

    /** Returns the row of a user at an application. */
    Optional<WeChatAuth> byUser(AppId app, UserId user);

    /** Returns the rows of {@link #byOpenId} and {@link #byUser}: none, one that is both, or two. */
    List<WeChatAuth> byOpenIdOrUser(AppId app, OpenId openId, UserId user);

    /** Returns the row with this key, locked until the transaction ends, so that no other transaction deletes it. */
    Optional<WeChatAuth> lockById(long id);

    /**
     * Returns all rows of a user, locked until the transaction ends, so that of two concurrent unbinds one sees the
     * other's deletion.
     */
    List<WeChatAuth> lockByUser(UserId user);

    /** Returns the rows that match a filter, in order, at most {@code limit} after the first {@code offset}. */
    List<WeChatAuth> select(Filter filter, Order order, long offset, int limit);

    /** Returns the number of rows that match a filter. */
    long count(Filter filter);

    /** Adds a row, and returns it with its key. */
    WeChatAuth insert(WeChatIdentity identity, UserId user, Instant boundAt);

    /** Updates a row's account and unionid to those that WeChat sent. */
    void update(WeChatAuth row);

    /**
     * Stores that the profile is read from WeChat now; false when that was stored at {@code since} or later, so that of
     * many logins only one reads it.
     */
    boolean claimProfile(long id, Instant now, Instant since);

    /** Deletes a row; false when it was gone. */
    boolean delete(long id);

    /** Returns the user of a unionid within one account. */
    Optional<UserId> userOf(OpenPlatform account, UnionId unionId);

    /** Returns the unionid of a user within one account. */
    Optional<UnionId> unionIdOf(OpenPlatform account, UserId user);

    /** Stores the user of a unionid. */
    void insertIdentity(OpenPlatform account, UnionId unionId, UserId user);

    /** Deletes the unionid of a user. */
    void deleteIdentity(OpenPlatform account, UserId user);

    /** Returns whether this user has unbound at this application and not bound again since. */
    boolean isUnbound(AppId app, UserId user);

    /** Returns whether this user has unbound at any application and not bound again since. */
    boolean isUnbound(UserId user);

    /** Stores that this user has unbound at this application; no effect when it is stored already. */
    void insertUnbound(AppId app, UserId user, Instant at);

    /** Deletes that mark. */
    void deleteUnbound(AppId app, UserId user);

    /** Deletes all data of a user beside the rows: unionids and marks of unbinding. False when there were none. */
    boolean deleteUser(UserId user);
}
