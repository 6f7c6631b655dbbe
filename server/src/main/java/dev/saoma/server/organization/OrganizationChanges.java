package dev.saoma.server.organization;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Changes organisations and their members for an administrator, each in one transaction with the sessions that end.
 * Thread-safe.
 */
public final class OrganizationChanges {
    /** Members in one transaction; other transactions can write in between. */
    private static final int MEMBERS = 100;

    private final AdminTransactions transactions;

    /** Creates changes that run in these transactions. */
    public OrganizationChanges(AdminTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Creates an organisation without members.
     *
     * @param id empty for a random one
     * @throws LoginException {@code invalid_request} when the identifier is in use
     */
    public Organization create(Optional<CorpId> id, String name) {
        CorpId corp =
                id.orElseGet(() -> new CorpId("c_" + Token.random().reveal().substring(0, 24)));
        return run((tx, rows) -> {
            if (rows.find(corp).isPresent()) {
                throw new LoginException(ErrorCode.INVALID_REQUEST, "There is an organisation of this corpId already.");
            }
            rows.insert(new Corp(corp, name), tx.now());
            tx.audit("organisation " + corp + " created");
            return rows.require(corp);
        });
    }

    /**
     * Renames an organisation. Sessions keep the name that they were opened with.
     *
     * @throws LoginException {@code not_found}
     */
    public Organization rename(CorpId corp, String name) {
        return run((tx, rows) -> {
            Organization before = rows.lock(corp);
            if (!before.corp().name().equals(name)) {
                rows.rename(new Corp(corp, name));
                tx.audit("organisation " + corp + " renamed");
            }
            return rows.require(corp);
        });
    }

    /**
     * Deletes an organisation with its memberships and sessions, 100 members in each transaction; the last
     * transaction deletes the organisation. After a crash in between it exists with the remaining members, and can be
     * deleted again.
     *
     * @throws LoginException {@code not_found}
     */
    public void delete(CorpId corp) {
        boolean deleted = false;
        while (!deleted) {
            deleted = run((tx, rows) -> deleteStep(tx, rows, corp));
        }
    }

    private static boolean deleteStep(AdminTransaction tx, OrganizationRows rows, CorpId corp) {
        rows.lock(corp);
        List<Member> members = rows.members(corp, "", MEMBERS);
        members.forEach(member -> removeMember(tx, rows, corp, member.user()));
        boolean last = members.size() < MEMBERS;
        if (last) {
            rows.delete(corp);
            tx.audit("organisation " + corp + " deleted");
        }
        return last;
    }

    /**
     * Makes a user a member. Does nothing when the user is one already.
     *
     * @throws LoginException {@code not_found} when there is no such organisation or user
     */
    public void add(CorpId corp, UserId user) {
        run((tx, rows) -> {
            rows.lock(corp);
            tx.lockAccount(user);
            if (!rows.isMember(corp, user)) {
                rows.insertMember(corp, user, tx.now());
                tx.audit(user, "joined organisation " + corp);
            }
            return true;
        });
    }

    /**
     * Removes a member, and ends the user's sessions in the organisation.
     *
     * @throws LoginException {@code not_found} when the user is not a member
     */
    public void remove(CorpId corp, UserId user) {
        run((tx, rows) -> {
            rows.lock(corp);
            if (!rows.isMember(corp, user)) {
                throw new LoginException(ErrorCode.NOT_FOUND, "That user is not a member of this organisation.");
            }
            removeMember(tx, rows, corp, user);
            return true;
        });
    }

    private static void removeMember(AdminTransaction tx, OrganizationRows rows, CorpId corp, UserId user) {
        // The opening of a session takes this lock too, so one of the two sees the other's change.
        tx.loginRows().auths().lockByUser(user);
        rows.deleteMember(corp, user);
        tx.audit(user, "left organisation " + corp);
        tx.endSessions(user, tx.loginRows().sessions().deleteByCorp(user, corp), "those in " + corp);
    }

    private <T> T run(BiFunction<AdminTransaction, OrganizationRows, T> work) {
        return transactions.run(tx -> work.apply(tx, new OrganizationRows(tx.sql(), tx.dialect())));
    }
}
