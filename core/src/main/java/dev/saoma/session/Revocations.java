package dev.saoma.session;

import dev.saoma.ExtensionPoint;
import dev.saoma.secret.TokenHash;
import java.util.Collection;

/**
 * Notifies other nodes of sessions that ended or changed, so that their caches drop them. Correctness does not depend on it:
 * a lost or late message delays the end by {@link SessionLifetimes#cached()} at most, and a repeated or forged one costs one
 * read of the database.
 */
@ExtensionPoint
public interface Revocations {

    /**
     * Notifies the other nodes. Called after the commit, on a separate thread, so it may block. Exceptions are logged. Further
     * revocations are queued meanwhile, up to a limit beyond which they are dropped.
     *
     * @param ended hashes of the sessions' secrets, which give no access; 500 at most
     */
    void publish(Collection<TokenHash> ended);

    /**
     * Calls the listener for the messages of other nodes from now on. Called once, when an app is opened. Must return at once,
     * also when the other nodes cannot be reached.
     */
    void subscribe(Listener listener);

    /** Receives the messages of other nodes. Its methods may block on the database; call them on a thread that may block. */
    interface Listener {
        /** These sessions ended or changed on another node. */
        void ended(Collection<TokenHash> hashes);

        /** Messages may have been lost, as after a lost connection. */
        void missed();
    }

    /** Returns revocations for a single node, which send and receive nothing. */
    static Revocations none() {
        return NoRevocations.NONE;
    }
}
