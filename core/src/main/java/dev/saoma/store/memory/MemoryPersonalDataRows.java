package dev.saoma.store.memory;

import dev.saoma.identity.OpenId;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.store.PersonalDataRows;
import dev.saoma.store.Ticket;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Rows of one user in the tables of the other ports. */
record MemoryPersonalDataRows(MemoryWeChatAuthRows auths, MemoryTicketRows stored) implements PersonalDataRows {

    @Override
    public List<UserId> usersOf(OpenId openId, int limit) {
        return users(row -> row.openId().equals(openId), limit);
    }

    @Override
    public List<UserId> usersOf(UnionId unionId, int limit) {
        return users(row -> row.unionId().filter(unionId::equals).isPresent(), limit);
    }

    private List<UserId> users(Predicate<WeChatAuth> matches, int limit) {
        return auths.rows.all().stream()
                .filter(matches)
                .map(WeChatAuth::userId)
                .distinct()
                .sorted(Comparator.comparing(UserId::value))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Identity> identities(UserId user, int limit) {
        return auths.accountsOf.under(user).stream()
                .flatMap(account -> auths.unionIdOf(account, user).map(union -> new Identity(account, union)).stream())
                .sorted(Comparator.comparing(identity -> identity.account().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Unbinding> unbindings(UserId user, int limit) {
        return auths.unlinkedOf.under(user).stream()
                .flatMap(app -> auths.unboundAt(app, user).map(at -> new Unbinding(app, at)).stream())
                .sorted(Comparator.comparing(unbinding -> unbinding.app().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<TicketEntry> tickets(UserId user, int limit) {
        return stored.of(user).stream()
                .sorted(Comparator.comparing(Ticket::expiresAt)
                        .thenComparing(ticket -> ticket.kind().name())
                        .thenComparing(ticket -> ticket.hash().value()))
                .limit(limit)
                .map(ticket -> new TicketEntry(ticket.kind().name(), ticket.app(), ticket.expiresAt()))
                .toList();
    }
}
