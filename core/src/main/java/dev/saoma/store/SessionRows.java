package dev.saoma.store;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions' rows, inside one transaction. Removing one is final: no other method brings a row back. */
public interface SessionRows {

    /** Keeps a new session. */
    void insert(Session session);

    /** The session of that secret. */
    Optional<Session> byHash(TokenHash hash);

    /** Notes that a session was used; no effect when it is gone. */
    void touch(SessionId id, Instant at);

    /** A user's sessions, the last seen first, at most {@code limit}. */
    List<Session> byUser(UserId user, int limit);

    /** Notes that the person has proved again who they are; false when the session is gone. */
    boolean setAuthenticatedAt(TokenHash hash, Instant at);

    /**
     * Gives a session another secret and another organisation; false when it is gone. The old secret opens nothing from
     * then on.
     */
    boolean rotate(TokenHash old, TokenHash fresh, @Nullable Corp corp);

    /** Removes a user's session by its public name; the hash of the one that went. */
    Optional<TokenHash> deleteById(SessionId id, UserId user);

    /** Removes a user's sessions in an organisation; the hashes of those that went. */
    List<TokenHash> deleteByCorp(UserId user, CorpId corp);

    /** Removes the session of that secret; false when it was gone. */
    boolean delete(TokenHash hash);

    /** Removes every session that a ledger's row opened; the hashes of those that went. */
    List<TokenHash> deleteByAuth(long authId);

    /** Removes every session of a user but the one of that secret; the hashes of those that went. Null spares none. */
    List<TokenHash> deleteByUser(UserId user, @Nullable TokenHash spared);

    /** Removes sessions created before one moment or last seen before another, at most {@code limit}; how many went. */
    int sweep(Instant createdBefore, Instant seenBefore, int limit);
}
