package dev.saoma.session;

import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.SessionRows;
import dev.saoma.store.Store;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The open sessions, looked up at every request through a bounded cache. A session that ends on this node is removed from its
 * cache at once. Other nodes remove it when {@link Revocations} reach them, and within {@link SessionLifetimes#cached()} in any
 * case. Thread-safe.
 *
 * <pre>{@code
 * Optional<UserId> user = Token.parse(cookie).flatMap(sessions::check).map(Session::user);
 * }</pre>
 */
public final class Sessions {
    private static final int LISTED = 100;

    private final Store store;
    private final SessionLifetimes life;
    private final Clock clock;
    private final SessionValidity validity;
    private final Revocations revocations;
    private final SessionCache cache;
    private final LastSeen lastSeen;
    private final SessionUsers users;
    private final List<Consumer<Instant>> sweepListeners = new CopyOnWriteArrayList<>();

    /** Creates sessions without a check of users and without other nodes. */
    public Sessions(Store store, SessionLifetimes life, Clock clock, Ticker ticker) {
        this(store, life, clock, ticker, session -> true, Revocations.none());
    }

    /**
     * @param clock decides when a session has ended
     * @param ticker decides how long the cache is used, so that a clock that is set back does not prolong it
     * @param valid whether a session's user is enabled and a member of its organisation; called once a minute for a session in
     *     use, never inside a transaction; false ends the session
     * @param revocations the other nodes; called after a commit, so it must not wait
     */
    public Sessions(
            Store store,
            SessionLifetimes life,
            Clock clock,
            Ticker ticker,
            Predicate<Session> valid,
            Revocations revocations) {
        this(store, life, clock, ticker, valid, revocations, new SessionUsers(id -> Optional.empty(), ticker));
    }

    /** Creates sessions whose users {@link #users} returns. */
    public Sessions(
            Store store,
            SessionLifetimes life,
            Clock clock,
            Ticker ticker,
            Predicate<Session> valid,
            Revocations revocations,
            SessionUsers users) {
        this.users = users;
        this.store = store;
        this.life = life;
        this.clock = clock;
        this.validity = new SessionValidity(valid, clock, ticker, this::endInvalid);
        this.revocations = revocations;
        this.lastSeen = new LastSeen(store, life, clock, ticker);
        this.cache = new SessionCache(life, clock, ticker, this::load);
        revocations.subscribe(new OtherNodes());
    }

    /** Returns the session of a secret; empty when there is none. Counts as use, which restarts the idle time. */
    public Optional<Session> check(Token secret) {
        return cache.get(secret.hash()).filter(this::isAlive).filter(validity::isValid);
    }

    /**
     * Returns the session of a row that was just read; empty when it has ended by itself, or its user is not valid any more. The
     * row counts, not the cache. Does not count as use. The directories are asked once a minute, as for {@link #check}.
     */
    public Optional<Session> confirm(Session row) {
        return Optional.of(lastSeen.known(row)).filter(this::isAlive).filter(validity::isValid);
    }

    /** As {@link #confirm}, but asks the directories in any case, and counts as use. */
    public Optional<Session> use(Session row) {
        return Optional.of(lastSeen.known(row))
                .filter(this::isAlive)
                .filter(validity::isValidNow)
                .map(lastSeen::note);
    }

    /** Returns the users whom session checks show. */
    public SessionUsers users() {
        return users;
    }

    /** Ends the session of a secret, if there is one. Once this returns, no request on this node is accepted with it. */
    public void end(Token secret) {
        TokenHash hash = secret.hash();
        store.write(tx -> tx.sessions().delete(hash));
        invalidate(List.of(hash));
    }

    /**
     * Ends the session with this secret, and adds an event to the audit trail in the same transaction, if there was one.
     *
     * @param event says who ended it
     */
    public void end(Token secret, AuditEvent event) {
        TokenHash hash = secret.hash();
        boolean unused = store.write(tx -> {
            boolean ended = tx.sessions().delete(hash);
            if (ended) {
                tx.audit().append(event);
            }
            return ended;
        });
        invalidate(List.of(hash));
    }

    /** Returns a user's open sessions, the last used first, at most 100. */
    public List<Session> of(UserId user) {
        return store.read(tx -> tx.sessions().byUser(user, LISTED)).stream()
                .filter(this::isAlive)
                .toList();
    }

    /** {@link #end(UserId, SessionId, Actor)} for the application. */
    public boolean end(UserId user, SessionId id) {
        return end(user, id, Actor.APPLICATION);
    }

    /**
     * Ends one session of a user by its public name. Returns false when the user has no such session.
     *
     * @param by who ends it, for the audit trail
     */
    public boolean end(UserId user, SessionId id, Actor by) {
        return !ending(
                        by,
                        user,
                        "one",
                        rows -> rows.deleteById(id, user).stream().toList())
                .isEmpty();
    }

    /** Ends all sessions of a user except one, for the user. Returns their number. */
    public int endOthers(UserId user, TokenHash kept) {
        return ending(Actor.of(user), user, "all others", rows -> rows.deleteByUser(user, kept))
                .size();
    }

    /** {@link #end(UserId, Actor)} for the application. */
    public int end(UserId user) {
        return end(user, Actor.APPLICATION);
    }

    /**
     * Ends all sessions of a user, for example one who was disabled or removed. Returns their number.
     *
     * @param by who ends them, for the audit trail
     */
    public int end(UserId user, Actor by) {
        return ending(by, user, "all", rows -> rows.deleteByUser(user, null)).size();
    }

    /** Ends the sessions of a user in an organisation that the user has left. Returns their number. */
    public int leave(UserId user, CorpId corp) {
        return ending(Actor.APPLICATION, user, "those in " + corp, rows -> rows.deleteByCorp(user, corp))
                .size();
    }

    private List<TokenHash> ending(Actor by, UserId user, String which, Function<SessionRows, List<TokenHash>> work) {
        List<TokenHash> ended = store.write(tx -> {
            List<TokenHash> gone = work.apply(tx.sessions());
            if (!gone.isEmpty()) {
                tx.audit()
                        .append(AuditEvent.of(
                                clock.instant(), AuditEvent.Kind.SESSIONS_ENDED, by, user, which + ": " + gone.size()));
            }
            return gone;
        });
        invalidate(ended);
        return ended;
    }

    /** Removes sessions from the cache of every node. Call it after the transaction that changed or ended them is committed. */
    public void invalidate(Collection<TokenHash> hashes) {
        cache.invalidate(hashes);
        if (!hashes.isEmpty()) {
            revocations.publish(hashes);
        }
    }

    /** Receives the revocations of other nodes. */
    private final class OtherNodes implements Revocations.Listener {
        @Override
        public void ended(Collection<TokenHash> hashes) {
            cache.invalidate(hashes);
        }

        @Override
        public void missed() {
            cache.invalidateAll();
        }
    }

    /** Returns the statistics of the cache. */
    public CacheFigures cacheFigures() {
        return cache.figures();
    }

    /** Returns the time at which a session ends if it is not used again. */
    public Instant expiresAt(Session session) {
        return life.expiresAt(session);
    }

    /** Returns the time at which a session ends however much it is used. */
    public Instant latestEnd(Session session) {
        return life.latestEnd(session);
    }

    /** Returns whether an authentication is recent enough for changes that an unattended session must not make. */
    public boolean recent(Instant authenticatedAt) {
        return clock.instant().isBefore(authenticatedAt.plus(life.recent()));
    }

    /**
     * Calls a listener before rows of sessions that have ended by themselves are deleted, outside of the transaction. Those are the
     * rows last used at the given moment or before. When it throws, they stay for another minute.
     */
    public void beforeSweep(Consumer<Instant> listener) {
        sweepListeners.add(listener);
    }

    /** Calls the listeners before {@link #sweep} with the same time. */
    public void announceSweep(Instant now) {
        sweepListeners.forEach(listener -> listener.accept(now.minus(life.idle())));
    }

    /** Deletes the rows of sessions that have expired by that time, at most {@code limit}. Returns their number. */
    public int sweep(SessionRows rows, Instant now, int limit) {
        return rows.sweep(now.minus(life.idle()), limit);
    }

    private Optional<Session> load(TokenHash hash) {
        return store.lookUp(tx -> tx.sessions().byHash(hash))
                .map(lastSeen::known)
                .filter(this::isAlive)
                .map(lastSeen::note);
    }

    /** Ends a session even if its row cannot be deleted; the next request then checks it again. */
    private void endInvalid(Session session) {
        try {
            ending(
                    Actor.SYSTEM,
                    session.user(),
                    "one that does not stand",
                    rows -> rows.deleteById(session.id(), session.user()).stream()
                            .toList());
        } finally {
            cache.invalidate(List.of(session.secretHash()));
        }
    }

    private boolean isAlive(Session session) {
        return clock.instant().isBefore(life.expiresAt(session));
    }
}
