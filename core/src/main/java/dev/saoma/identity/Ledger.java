package dev.saoma.identity;

import dev.saoma.audit.AuditEvent;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of who is who. Each method runs inside one transaction; the constraints behind the rows decide every race, and
 * the loser runs the rule again and sees the winner.
 *
 * <p>A person is a user by (app, openid), or by (Open Platform account, unionid); never by a nickname, an address or a
 * number. What contradicts is refused, never merged. Thread-safe.
 */
public final class Ledger {
    private final Clock clock;

    /** @param clock says when rows come to be */
    public Ledger(Clock clock) {
        this.clock = clock;
    }

    /**
     * The row of a bound WeChat.
     *
     * @param isNew whether it came to be by this bind
     */
    public record Binding(WeChatAuth auth, boolean isNew) {}

    /** Who has just scanned, where nothing need be written for it: the person has a row here that is as WeChat says. */
    public Optional<WeChatAuth> known(IdentityTransaction tx, Person person) {
        return tx.auths()
                .byOpenId(person.app(), person.openId())
                .filter(row -> row.account().equals(person.account()))
                .filter(row -> person.unionId().isEmpty() || person.unionId().equals(row.unionId()));
    }

    /**
     * Finds the user of a person who has just scanned. A person known at another application of the same account gets a row
     * here; a unionid that WeChat names for the first time is filled in.
     *
     * @throws LoginException {@code identity_conflict} when WeChat's identifiers contradict the ledger
     */
    public Resolution resolve(IdentityTransaction tx, Person person) {
        WeChatAuths auths = tx.auths();
        Optional<WeChatAuth> known = auths.byOpenId(person.app(), person.openId());
        if (known.isPresent()) {
            return new Resolution.Known(refresh(tx, known.get(), person));
        }
        Optional<UserId> elsewhere = person.unionId().flatMap(union -> auths.userOf(person.account(), union));
        if (elsewhere.isEmpty()) {
            return new Resolution.Unknown();
        }
        UserId user = elsewhere.get();
        if (auths.unlinked(person.app(), user)) {
            return new Resolution.Unlinked(user);
        }
        if (auths.byUser(person.app(), user).isPresent()) {
            throw conflict("the person's user has another openid at this application");
        }
        return new Resolution.Known(auths.insert(person, user, clock.instant()));
    }

    /**
     * Makes this WeChat a way to sign in for this user. The same pair again changes nothing.
     *
     * @throws LoginException {@code already_bound} when the WeChat is somebody else's; {@code user_already_bound} when the
     *     user has another WeChat here, or is another person of the same account; {@code identity_conflict}
     */
    public Binding bind(IdentityTransaction tx, UserId user, Person person) {
        WeChatAuths auths = tx.auths();
        List<WeChatAuth> rows = auths.byOpenIdOrUser(person.app(), person.openId(), user);
        Optional<WeChatAuth> known = rows.stream()
                .filter(row -> row.openId().equals(person.openId()))
                .findFirst();
        if (known.isPresent()) {
            if (!known.get().userId().equals(user)) {
                throw alreadyBound();
            }
            return new Binding(refresh(tx, known.get(), person), false);
        }
        if (!rows.isEmpty()) {
            throw userAlreadyBound("This account already has another WeChat in this application; unbind it first.");
        }
        person.unionId().ifPresent(union -> claim(auths, person.account(), union, user));
        auths.deleteUnlinked(person.app(), user);
        return new Binding(auths.insert(person, user, clock.instant()), true);
    }

    /** Takes a user's WeChat at one application away, and remembers that; the row that went, or empty when there was none. */
    public Optional<WeChatAuth> unbind(IdentityTransaction tx, UserId user, AppId app) {
        WeChatAuths auths = tx.auths();
        Optional<WeChatAuth> row = auths.byUser(app, user);
        row.ifPresent(bound -> {
            auths.delete(bound.id());
            auths.insertUnlinked(app, user, clock.instant());
            forgetPersonWithoutRows(auths, bound.account(), user);
        });
        return row;
    }

    /**
     * Who stands in a person's way: the user that the openid is bound to, and the user that the unionid is. The same one, as a
     * rule.
     */
    public Set<UserId> holders(IdentityTransaction tx, Person person) {
        var holders = new LinkedHashSet<UserId>();
        tx.auths().byOpenId(person.app(), person.openId()).ifPresent(row -> holders.add(row.userId()));
        person.unionId()
                .flatMap(union -> tx.auths().userOf(person.account(), union))
                .ifPresent(holders::add);
        return holders;
    }

    private WeChatAuth refresh(IdentityTransaction tx, WeChatAuth row, Person person) {
        boolean moved = !row.account().equals(person.account());
        if (moved) {
            return move(tx, row, person);
        }
        if (person.unionId().isEmpty() || person.unionId().equals(row.unionId())) {
            return row;
        }
        if (row.unionId().isPresent()) {
            throw conflict("a known openid came with another unionid");
        }
        return rewrite(tx.auths(), row, person);
    }

    /** An app that moves to another Open Platform account keeps its openids and changes its unionids. */
    private WeChatAuth move(IdentityTransaction tx, WeChatAuth row, Person person) {
        WeChatAuths auths = tx.auths();
        WeChatAuth moved = rewrite(auths, row, person);
        tx.audit()
                .append(new AuditEvent(
                        clock.instant(),
                        AuditEvent.Kind.MOVED,
                        row.userId().value(),
                        row.appId().value(),
                        row.account() + " to " + person.account()));
        forgetPersonWithoutRows(auths, row.account(), row.userId());
        return moved;
    }

    private WeChatAuth rewrite(WeChatAuths auths, WeChatAuth row, Person person) {
        person.unionId().ifPresent(union -> {
            Optional<UserId> owner = auths.userOf(person.account(), union);
            Optional<UnionId> other = auths.unionIdOf(person.account(), row.userId());
            if (owner.filter(user -> !user.equals(row.userId())).isPresent()) {
                throw conflict("the openid and the unionid belong to two users");
            }
            if (other.filter(id -> !id.equals(union)).isPresent()) {
                throw conflict("the openid's user is another person of this account");
            }
            if (owner.isEmpty()) {
                auths.insertPerson(person.account(), union, row.userId());
            }
        });
        var now = new WeChatAuth(
                row.id(),
                row.appId(),
                row.userId(),
                row.openId(),
                person.unionIdOrNull(),
                person.account(),
                row.boundAt(),
                row.profiledAtOrNull());
        auths.update(now);
        return now;
    }

    private static void claim(WeChatAuths auths, OpenPlatform account, UnionId union, UserId user) {
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
        auths.insertPerson(account, union, user);
    }

    private static void forgetPersonWithoutRows(WeChatAuths auths, OpenPlatform account, UserId user) {
        boolean rowsLeft =
                auths.lockByUser(user).stream().anyMatch(row -> row.account().equals(account));
        if (!rowsLeft) {
            auths.deletePerson(account, user);
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
