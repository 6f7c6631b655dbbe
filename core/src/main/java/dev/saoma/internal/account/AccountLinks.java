package dev.saoma.internal.account;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Transaction;
import dev.saoma.store.WeChatAuthRows;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that link WeChat identities to users. Each method runs inside one transaction. Unique keys decide every race;
 * the loser's transaction is run again and sees the winner's rows.
 *
 * <p>An identity is linked by (app, openid), or by (Open Platform account, unionid); never by a nickname, an address or a
 * number. Contradictions are refused, never merged. Thread-safe.
 */
public final class AccountLinks {
    private final Clock clock;

    /** @param clock gives the time of a bind */
    public AccountLinks(Clock clock) {
        this.clock = clock;
    }

    /**
     * A bound row.
     *
     * @param isNew whether this bind created it
     */
    public record Binding(WeChatAuth auth, boolean isNew) {}

    /** Returns the row of an identity if it needs no update: its account and unionid are those that WeChat sent. */
    public Optional<WeChatAuth> linked(Transaction tx, WeChatIdentity identity) {
        return tx.auths()
                .byOpenId(identity.app(), identity.openId())
                .filter(row -> row.account().equals(identity.account()))
                .filter(row -> hasSameUnionId(row, identity));
    }

    /**
     * Finds the user of an identity. Adds a row for an identity that is known at another application of the same account,
     * and stores a unionid that WeChat sends for the first time.
     *
     * @throws LoginException {@code identity_conflict} when WeChat's identifiers contradict the stored ones
     */
    public LinkResult resolve(Transaction tx, WeChatIdentity identity) {
        WeChatAuthRows auths = tx.auths();
        Optional<WeChatAuth> known = auths.byOpenId(identity.app(), identity.openId());
        if (known.isPresent()) {
            return new LinkResult.Linked(refresh(tx, known.get(), identity));
        }
        Optional<UserId> elsewhere = identity.unionId().flatMap(union -> auths.userOf(identity.account(), union));
        if (elsewhere.isEmpty()) {
            return new LinkResult.Unknown();
        }
        UserId user = elsewhere.get();
        if (auths.isUnbound(identity.app(), user)) {
            return new LinkResult.Unbound(user);
        }
        requireUnboundAt(auths, identity.app(), user);
        return new LinkResult.Linked(auths.insert(identity, user, clock.instant()));
    }

    /** Requires that a user whom a unionid names has no openid at the application yet. */
    static void requireUnboundAt(WeChatAuthRows auths, AppId app, UserId user) {
        if (auths.byUser(app, user).isPresent()) {
            throw conflict("the person's user has another openid at this application");
        }
    }

    /** Requires that a known row and the identity of its openid do not contradict each other. */
    static void requireConsistent(WeChatAuthRows auths, WeChatAuth row, WeChatIdentity identity) {
        boolean moved = !row.account().equals(identity.account());
        if (!moved && hasSameUnionId(row, identity)) {
            return;
        }
        if (!moved && row.unionId().isPresent()) {
            throw conflict("a known openid came with another unionid");
        }
        identity.unionId().ifPresent(union -> {
            if (auths.userOf(identity.account(), union)
                    .filter(user -> !user.equals(row.userId()))
                    .isPresent()) {
                throw conflict("the openid and the unionid belong to two users");
            }
            if (auths.unionIdOf(identity.account(), row.userId())
                    .filter(id -> !id.equals(union))
                    .isPresent()) {
                throw conflict("the openid's user is another person of this account");
            }
        });
    }

    /**
     * Binds an identity to a user. The same pair again changes nothing.
     *
     * @throws LoginException {@code already_bound} when it is bound to another user; {@code user_already_bound} when the
     *     user has another openid at this application or another unionid in this account; {@code identity_conflict}
     */
    public Binding bind(Transaction tx, UserId user, WeChatIdentity identity) {
        WeChatAuthRows auths = tx.auths();
        List<WeChatAuth> rows = auths.byOpenIdOrUser(identity.app(), identity.openId(), user);
        Optional<WeChatAuth> known = rows.stream()
                .filter(row -> row.openId().equals(identity.openId()))
                .findFirst();
        if (known.isPresent()) {
            if (!known.get().userId().equals(user)) {
                throw alreadyBound();
            }
            return new Binding(refresh(tx, known.get(), identity), false);
        }
        if (!rows.isEmpty()) {
            throw userAlreadyBound("This account already has another WeChat in this application; unbind it first.");
        }
        identity.unionId().ifPresent(union -> claim(auths, identity.account(), union, user));
        auths.deleteUnbound(identity.app(), user);
        return new Binding(auths.insert(identity, user, clock.instant()), true);
    }

    /** Removes a user's binding at one application and marks the user as unbound there. Returns the removed row. */
    public Optional<WeChatAuth> unbind(Transaction tx, UserId user, AppId app) {
        WeChatAuthRows auths = tx.auths();
        Optional<WeChatAuth> row = auths.byUser(app, user);
        row.ifPresent(bound -> {
            auths.delete(bound.id());
            auths.insertUnbound(app, user, clock.instant());
            deleteIdentityWithoutRows(auths, bound.account(), user);
        });
        return row;
    }

    /** Returns the users of an identity, by openid and by unionid; normally the same user. */
    public Set<UserId> holders(Transaction tx, WeChatIdentity identity) {
        var holders = new LinkedHashSet<UserId>();
        tx.auths().byOpenId(identity.app(), identity.openId()).ifPresent(row -> holders.add(row.userId()));
        identity.unionId()
                .flatMap(union -> tx.auths().userOf(identity.account(), union))
                .ifPresent(holders::add);
        return holders;
    }

    private WeChatAuth refresh(Transaction tx, WeChatAuth row, WeChatIdentity identity) {
        requireConsistent(tx.auths(), row, identity);
        if (!row.account().equals(identity.account())) {
            return move(tx, row, identity);
        }
        return hasSameUnionId(row, identity) ? row : rewrite(tx.auths(), row, identity);
    }

    private static boolean hasSameUnionId(WeChatAuth row, WeChatIdentity identity) {
        return identity.unionId().isEmpty() || identity.unionId().equals(row.unionId());
    }

    /** Updates a row: an application that moves to another Open Platform account keeps its openids and gets other unionids. */
    private WeChatAuth move(Transaction tx, WeChatAuth row, WeChatIdentity identity) {
        WeChatAuthRows auths = tx.auths();
        WeChatAuth moved = rewrite(auths, row, identity);
        String note = row.account() + " to " + identity.account();
        tx.audit()
                .append(AuditEvent.of(
                        clock.instant(), AuditEvent.Kind.MOVED, Actor.SYSTEM, row.userId(), row.appId(), note));
        deleteIdentityWithoutRows(auths, row.account(), row.userId());
        return moved;
    }

    private WeChatAuth rewrite(WeChatAuthRows auths, WeChatAuth row, WeChatIdentity identity) {
        identity.unionId().ifPresent(union -> {
            if (auths.userOf(identity.account(), union).isEmpty()) {
                auths.insertIdentity(identity.account(), union, row.userId());
            }
        });
        var now = new WeChatAuth(
                row.id(),
                row.appId(),
                row.userId(),
                row.openId(),
                identity.unionIdOrNull(),
                identity.account(),
                row.boundAt(),
                row.profiledAtOrNull());
        auths.update(now);
        return now;
    }

    private static void claim(WeChatAuthRows auths, OpenPlatform account, UnionId union, UserId user) {
        Optional<UserId> owner = auths.userOf(account, union);
        if (owner.isPresent()) {
            if (!owner.get().equals(user)) {
                throw alreadyBound();
            }
            return;
        }
        if (auths.unionIdOf(account, user).isPresent()) {
            throw userAlreadyBound("This account is already bound to another WeChat; unbind it everywhere first.");
        }
        auths.insertIdentity(account, union, user);
    }

    private static void deleteIdentityWithoutRows(WeChatAuthRows auths, OpenPlatform account, UserId user) {
        boolean rowsLeft =
                auths.lockByUser(user).stream().anyMatch(row -> row.account().equals(account));
        if (!rowsLeft) {
            auths.deleteIdentity(account, user);
        }
    }

    private static LoginException alreadyBound() {
        return new LoginException(ErrorCode.ALREADY_BOUND, "This WeChat is already bound to another account.");
    }

    private static LoginException userAlreadyBound(String message) {
        return new LoginException(ErrorCode.USER_ALREADY_BOUND, message);
    }

    private static LoginException conflict(String note) {
        return new LoginException(
                ErrorCode.IDENTITY_CONFLICT,
                "WeChat's identifiers for this person contradict what is stored; an administrator must unbind the account.",
                note,
                Map.of());
    }
}
