package dev.saoma.privacy;

import dev.saoma.identity.Corp;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows;
import dev.saoma.store.PersonalDataRows;
import dev.saoma.store.PersonalDataRows.Identity;
import dev.saoma.store.PersonalDataRows.TicketEntry;
import dev.saoma.store.PersonalDataRows.Unbinding;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Saoma stores about one user, as of one transaction, without secrets: no hash of a session or a ticket and no
 * payload of a ticket. The user's own row in the application is not part of it. Each list has at most {@link #LIMIT} entries.
 *
 * @param bindings the WeChat identities by which the user signs in, the oldest first
 * @param identities the unionids of the user
 * @param unbindings the applications at which the user has unbound
 * @param sessions the sessions, expired ones included until they are swept, the last used first
 * @param tickets attempts, login codes and invitations, expired ones included until they are swept
 * @param auditTrail the events about the user, the newest first; {@link AuditRows#newest} returns older ones
 */
public record PersonalData(
        UserId user,
        List<WeChatAuth> bindings,
        List<Identity> identities,
        List<Unbinding> unbindings,
        List<SessionEntry> sessions,
        List<TicketEntry> tickets,
        List<AuditRows.Kept> auditTrail) {

    /** The largest number of entries in a list. */
    public static final int LIMIT = 10_000;

    /**
     * A session without the hash of its secret.
     *
     * @param corpOrNull the chosen organisation; null for none
     * @param times when it was opened and used
     */
    public record SessionEntry(
            SessionId id, @Nullable Corp corpOrNull, String instance, String device, String platform, Times times) {

        /** Returns the chosen organisation. */
        public Optional<Corp> corp() {
            return Optional.ofNullable(corpOrNull);
        }

        static SessionEntry of(Session session) {
            return new SessionEntry(
                    session.id(),
                    session.corpOrNull(),
                    session.instance(),
                    session.device(),
                    session.platform().text(),
                    new Times(session.authenticatedAt(), session.createdAt(), session.lastSeenAt()));
        }
    }

    /** The times of a session, as in {@link Session}. */
    public record Times(Instant authenticatedAt, Instant createdAt, Instant lastSeenAt) {}

    /**
     * Reads all rows about a user in the caller's transaction, and locks the user's bindings until it ends, so that no bind,
     * unbind or opening of a session comes between two reads. Empty lists for an unknown user.
     */
    public static PersonalData read(Transaction tx, UserId user) {
        List<WeChatAuth> bindings = tx.auths().lockByUser(user);
        PersonalDataRows rows = tx.personalData();
        return new PersonalData(
                user,
                bindings.stream().limit(LIMIT).toList(),
                rows.identities(user, LIMIT),
                rows.unbindings(user, LIMIT),
                tx.sessions().byUser(user, LIMIT).stream().map(SessionEntry::of).toList(),
                rows.tickets(user, LIMIT),
                tx.audit().newest(AuditFilter.of(user), Long.MAX_VALUE, LIMIT));
    }

    /** Returns false when a list has reached {@link #LIMIT}, so that more may be stored. */
    public boolean isComplete() {
        return List.of(bindings, identities, unbindings, sessions, tickets, auditTrail).stream()
                .allMatch(list -> list.size() < LIMIT);
    }
}
