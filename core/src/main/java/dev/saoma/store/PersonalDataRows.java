package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import java.time.Instant;
import java.util.List;

/**
 * Rows that are about one user, and the users of WeChat's identifiers, inside one transaction. Reads only.
 * {@link WeChatAuthRows#lockByUser}, {@link SessionRows#byUser} and {@link AuditRows#newest} return the others of a user.
 */
public interface PersonalDataRows {

    /** WeChat's identifier of the user within one Open Platform account. */
    record Identity(OpenPlatform account, UnionId unionId) {}

    /** The mark that the user has unbound at an application, which prevents an automatic bind there. */
    record Unbinding(AppId app, Instant unboundAt) {}

    /**
     * A ticket without its hash and payload.
     *
     * @param kind the name of a {@link Ticket.Kind}, or of a kind of a newer release
     */
    record TicketEntry(String kind, AppId app, Instant expiresAt) {}

    /** Returns the users with this openid at any application, in the order of their identifiers, at most {@code limit}. */
    List<UserId> usersOf(OpenId openId, int limit);

    /** Returns the users with this unionid in any account, in the order of their identifiers, at most {@code limit}. */
    List<UserId> usersOf(UnionId unionId, int limit);

    /** Returns the user's unionids, in the order of their accounts, at most {@code limit}. */
    List<Identity> identities(UserId user, int limit);

    /** Returns the user's marks of unbinding, in the order of their applications, at most {@code limit}. */
    List<Unbinding> unbindings(UserId user, int limit);

    /** Returns the user's tickets, expired ones included, the first to expire first, at most {@code limit}. */
    List<TicketEntry> tickets(UserId user, int limit);
}
