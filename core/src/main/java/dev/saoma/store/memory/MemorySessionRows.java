package dev.saoma.store.memory;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.SessionRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions by the hash of their secret. */
final class MemorySessionRows implements SessionRows {
    private final Table<TokenHash, Session> rows;
    private final Table<SessionId, TokenHash> byId;
    private final Index<UserId, TokenHash> byUser;

    MemorySessionRows(Undo undo) {
        this.rows = new Table<>(undo);
        this.byId = new Table<>(undo);
        this.byUser = new Index<>(undo);
    }

    @Override
    public void insert(Session session) {
        TokenHash hash = session.secretHash();
        rows.insert(hash, session);
        byId.insert(session.id(), hash);
        byUser.add(session.user(), hash);
    }

    @Override
    public Optional<Session> byHash(TokenHash hash) {
        return rows.find(hash);
    }

    @Override
    public Optional<Session> byId(SessionId id) {
        return byId.find(id).flatMap(rows::find);
    }

    @Override
    public void touch(SessionId id, Instant at) {
        byId.find(id).flatMap(rows::find).ifPresent(session -> rows.replace(session.secretHash(), session.seenAt(at)));
    }

    @Override
    public List<Session> byUser(UserId user, int limit) {
        return of(user).sorted(Comparator.comparing(Session::lastSeenAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public boolean setAuthenticatedAt(TokenHash hash, Instant at) {
        Optional<Session> session = rows.find(hash);
        session.ifPresent(found -> rows.replace(hash, found.reauthenticatedAt(at)));
        return session.isPresent();
    }

    @Override
    public boolean rotate(TokenHash old, TokenHash fresh, @Nullable Corp corp) {
        Optional<Session> session = rows.find(old);
        session.ifPresent(found -> {
            delete(old);
            insert(found.rotated(fresh, corp));
        });
        return session.isPresent();
    }

    @Override
    public Optional<TokenHash> deleteById(SessionId id, UserId user) {
        return end(byId.find(id).flatMap(rows::find).stream()
                        .filter(session -> session.user().equals(user)))
                .stream()
                .findFirst();
    }

    @Override
    public List<TokenHash> deleteByCorp(UserId user, CorpId corp) {
        return end(of(user).filter(session ->
                session.corp().filter(chosen -> chosen.id().equals(corp)).isPresent()));
    }

    @Override
    public boolean delete(TokenHash hash) {
        Optional<Session> found = rows.find(hash);
        found.ifPresent(session -> {
            rows.remove(hash);
            byId.remove(session.id());
            byUser.remove(session.user(), hash);
        });
        return found.isPresent();
    }

    @Override
    public List<TokenHash> deleteByAuth(UserId user, long authId) {
        return end(of(user).filter(session -> session.authId() == authId));
    }

    @Override
    public List<TokenHash> deleteByUser(UserId user, @Nullable TokenHash spared) {
        return end(of(user).filter(session -> !session.secretHash().equals(spared)));
    }

    @Override
    public int sweep(Instant seenBefore, int limit) {
        return end(rows.all().stream()
                        .filter(session -> !session.lastSeenAt().isAfter(seenBefore))
                        .limit(limit))
                .size();
    }

    private Stream<Session> of(UserId user) {
        return byUser.under(user).stream().flatMap(hash -> rows.find(hash).stream());
    }

    private List<TokenHash> end(Stream<Session> sessions) {
        List<TokenHash> hashes = sessions.map(Session::secretHash).toList();
        hashes.forEach(this::delete);
        return hashes;
    }
}
