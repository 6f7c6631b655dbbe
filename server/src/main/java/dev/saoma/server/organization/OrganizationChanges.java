package dev.saoma.server.organization;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Transaction;
import dev.saoma.store.sql.SqlStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What an administrator does to organisations and their members, each with the sessions that end because of it in one
 * transaction. Thread-safe.
 */
public final class OrganizationChanges {
    /** In one transaction, so that others may write in between. */
    private static final int MEMBERS = 100;

    private final Database database;
    private final Sessions sessions;
    private final Clock clock;

    /** @param sessions hears of those that have ended */
    public OrganizationChanges(Database database, Sessions sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Makes an organisation without members.
     *
     * @param id its identifier; empty for one that is made up
     * @throws LoginException {@code invalid_request} when there is one of that identifier
     */
    public Organization create(Optional<CorpId> id, String name) {
        CorpId corp =
                id.orElseGet(() -> new CorpId("c_" + Token.random().reveal().substring(0, 24)));
        return write((rows, tx) -> {
            if (rows.find(corp).isPresent()) {
                throw new LoginException(ErrorCode.INVALID_REQUEST, "There is an organisation of this corpId already.");
            }
            rows.insert(new Corp(corp, name), clock.instant());
            note(tx, Kind.ADMINISTERED, "", "organisation " + corp + " created");
            return rows.find(corp).orElseThrow(OrganizationChanges::missing);
        });
    }

    /**
     * Names an organisation differently. Sessions show the name that they were opened with.
     *
     * @throws LoginException {@code not_found}
     */
    public Organization rename(CorpId corp, String name) {
        return write((rows, tx) -> {
            Organization before = lock(rows, corp);
            if (!before.corp().name().equals(name)) {
                rows.rename(new Corp(corp, name));
                note(tx, Kind.ADMINISTERED, "", "organisation " + corp + " renamed");
            }
            return rows.find(corp).orElseThrow(OrganizationChanges::missing);
        });
    }

    /**
     * Removes an organisation, and with it every membership and every session in it; many members leave in several steps,
     * and the organisation goes with the last. Cut off in between, it is there with the members that are left, and can be
     * removed again.
     *
     * @throws LoginException {@code not_found}
     */
    public void delete(CorpId corp) {
        boolean gone = false;
        while (!gone) {
            Step step = write((rows, tx) -> step(rows, tx, corp));
            sessions.invalidate(step.ended());
            gone = step.gone();
        }
    }

    private record Step(boolean gone, List<TokenHash> ended) {}

    private Step step(OrganizationRows rows, Transaction tx, CorpId corp) {
        lock(rows, corp);
        List<Member> members = rows.members(corp, "", MEMBERS);
        var ended = new ArrayList<TokenHash>();
        for (Member member : members) {
            ended.addAll(leave(rows, tx, corp, member.user()));
        }
        boolean gone = members.size() < MEMBERS;
        if (gone) {
            rows.delete(corp);
            note(tx, Kind.ADMINISTERED, "", "organisation " + corp + " deleted");
        }
        return new Step(gone, ended);
    }

    /**
     * Makes a user a member; who is one already stays one.
     *
     * @throws LoginException {@code not_found} when there is no such organisation or user
     */
    public void add(CorpId corp, UserId user) {
        write((rows, tx) -> {
            lock(rows, corp);
            if (!rows.lockAccount(user, database.dialect())) {
                throw new LoginException(ErrorCode.NOT_FOUND, "There is no user of this userId.");
            }
            if (!rows.isMember(corp, user)) {
                rows.insertMember(corp, user, clock.instant());
                note(tx, Kind.ADMINISTERED, user.value(), "joined organisation " + corp);
            }
            return true;
        });
    }

    /**
     * Removes a member, and ends that user's sessions in the organisation.
     *
     * @throws LoginException {@code not_found} when the user is no member
     */
    public void remove(CorpId corp, UserId user) {
        sessions.invalidate(write((rows, tx) -> {
            lock(rows, corp);
            if (!rows.isMember(corp, user)) {
                throw new LoginException(ErrorCode.NOT_FOUND, "That user is not a member of this organisation.");
            }
            return leave(rows, tx, corp, user);
        }));
    }

    private List<TokenHash> leave(OrganizationRows rows, Transaction tx, CorpId corp, UserId user) {
        // Whoever opens a session or moves one holds this lock too, so one of the two sees what the other did.
        tx.auths().lockByUser(user);
        rows.deleteMember(corp, user);
        note(tx, Kind.ADMINISTERED, user.value(), "left organisation " + corp);
        List<TokenHash> ended = tx.sessions().deleteByCorp(user, corp);
        if (!ended.isEmpty()) {
            note(tx, Kind.SESSIONS_ENDED, user.value(), "those in " + corp + ": " + ended.size());
        }
        return ended;
    }

    private <T> T write(BiFunction<OrganizationRows, Transaction, T> work) {
        return database.write(handle -> work.apply(new OrganizationRows(handle), SqlStore.rows(database, handle)));
    }

    private Organization lock(OrganizationRows rows, CorpId corp) {
        return rows.lock(corp, database.dialect()).orElseThrow(OrganizationChanges::missing);
    }

    private void note(Transaction tx, Kind kind, String user, String note) {
        tx.audit().append(new AuditEvent(clock.instant(), kind, user, "", note));
    }

    private static LoginException missing() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is no organisation of this corpId.");
    }
}
