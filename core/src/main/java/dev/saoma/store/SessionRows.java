package dev.saoma.store;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of sessions, inside one transaction. A deletion is final: no method restores a row. */
public interface SessionRows {

    /** Stores a new session. */
    void insert(Session session);

    /** Returns the session with this secret. */
    Optional<Session> byHash(TokenHash hash);

    /** Returns the session with this public name. */
    Optional<Session> byId(SessionId id);

    /** Updates the time of last use; no effect when the session is gone. */
    void touch(SessionId id, Instant at);

    /** Returns a user's sessions, the last used first, at most {@code limit}. */
    List<Session> byUser(UserId user, int limit);

    /** Updates the time of authentication; false when the session is gone. */
    boolean setAuthenticatedAt(TokenHash hash, Instant at);

    /** Replaces a session's secret and organisation; false when it is gone. The old secret is invalid from then on. */
    boolean rotate(TokenHash old, TokenHash fresh, @Nullable Corp corp);

    /** Deletes a user's session by its public name. Returns the hash of its secret. */
    Optional<TokenHash> deleteById(SessionId id, UserId user);

    /** Deletes a user's sessions in an organisation. Returns the hashes of their secrets. */
    List<TokenHash> deleteByCorp(UserId user, CorpId corp);

    /** Deletes the session with this secret; false when it was gone. */
    boolean delete(TokenHash hash);

    /** Deletes all sessions that a WeChatAuth row opened. Returns the hashes of their secrets. */
    List<TokenHash> deleteByAuth(UserId user, long authId);

    /**
     * Deletes all sessions of a user, except the one with the given secret if not null. Returns the hashes of their
     * secrets.
     */
    List<TokenHash> deleteByUser(UserId user, @Nullable TokenHash spared);

    /**
     * Deletes sessions last used before a moment, at most {@code limit}. Returns the number of deleted rows. A session that
     * has ended by its age is not used any more, so it is among them in the end.
     */
    int sweep(Instant seenBefore, int limit);
}
