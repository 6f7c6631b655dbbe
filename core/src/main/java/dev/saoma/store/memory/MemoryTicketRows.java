package dev.saoma.store.memory;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Ticket;
import dev.saoma.store.TicketRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tickets by kind and hash. */
final class MemoryTicketRows implements TicketRows {
    private final Table<Key, Row> rows;
    private final Index<UserId, Key> byUser;
    private final Index<TokenHash, Key> byBrowser;

    MemoryTicketRows(Undo undo) {
        this.rows = new Table<>(undo);
        this.byUser = new Index<>(undo);
        this.byBrowser = new Index<>(undo);
    }

    private record Key(Ticket.Kind kind, TokenHash hash) {
        static Key of(Ticket ticket) {
            return new Key(ticket.kind(), ticket.hash());
        }
    }

    private record Row(Ticket ticket, int failures) {}

    @Override
    public void put(Ticket ticket) {
        Key key = Key.of(ticket);
        rows.insert(key, new Row(ticket, 0));
        if (ticket.user() != null) {
            byUser.add(ticket.user(), key);
        }
        if (ticket.browserOrNull() != null) {
            byBrowser.add(ticket.browserOrNull(), key);
        }
    }

    @Override
    public Optional<Ticket> find(Ticket.Kind kind, TokenHash hash, Instant now) {
        return rows.find(new Key(kind, hash)).map(Row::ticket).filter(ticket -> now.isBefore(ticket.expiresAt()));
    }

    @Override
    public boolean take(Ticket.Kind kind, TokenHash hash, Instant now) {
        Optional<Ticket> live = find(kind, hash, now);
        live.ifPresent(this::remove);
        return live.isPresent();
    }

    @Override
    public int fail(Ticket.Kind kind, TokenHash hash) {
        var key = new Key(kind, hash);
        return rows.find(key)
                .map(row -> {
                    rows.replace(key, new Row(row.ticket(), row.failures() + 1));
                    return row.failures() + 1;
                })
                .orElse(0);
    }

    @Override
    public void keepNewest(Ticket.Kind kind, TokenHash browser, int count) {
        byBrowser.under(browser).stream()
                .filter(key -> key.kind() == kind)
                .flatMap(key -> rows.find(key).stream())
                .map(Row::ticket)
                .sorted(Comparator.comparing(Ticket::expiresAt).reversed())
                .skip(count)
                .forEach(this::remove);
    }

    @Override
    public void removeOf(UserId user) {
        of(user).stream().filter(ticket -> ticket.kind() != Ticket.Kind.BIND).forEach(this::remove);
    }

    @Override
    public void removeOf(UserId user, AppId app) {
        of(user).stream()
                .filter(ticket ->
                        ticket.kind() != Ticket.Kind.BIND && ticket.app().equals(app))
                .forEach(this::remove);
    }

    @Override
    public int removeAllOf(UserId user) {
        List<Ticket> all = of(user);
        all.forEach(this::remove);
        return all.size();
    }

    @Override
    public int sweep(Instant now, int limit) {
        List<Ticket> over = rows.all().stream()
                .map(Row::ticket)
                .filter(ticket -> !now.isBefore(ticket.expiresAt()))
                .limit(limit)
                .toList();
        over.forEach(this::remove);
        return over.size();
    }

    List<Ticket> of(UserId user) {
        return byUser.under(user).stream()
                .flatMap(key -> rows.find(key).stream())
                .map(Row::ticket)
                .toList();
    }

    private void remove(Ticket ticket) {
        Key key = Key.of(ticket);
        rows.remove(key);
        if (ticket.user() != null) {
            byUser.remove(ticket.user(), key);
        }
        if (ticket.browserOrNull() != null) {
            byBrowser.remove(ticket.browserOrNull(), key);
        }
    }
}
