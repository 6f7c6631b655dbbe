package dev.saoma.session;

import dev.saoma.ExtensionPoint;
import dev.saoma.secret.TokenHash;
import java.util.Collection;

/**
 * Exchanges between nodes which sessions ended or changed, so that no node's cache returns them any longer. Correctness does
 * not depend on it: a lost or late message delays the end by {@link SessionLifetimes#cached()} at most, and a repeated or
 * forged one costs one read of the database.
 */
@ExtensionPoint
public interface Revocations {

    /**
     * Sends to the other nodes. Called after the commit, on a thread that does nothing else, so it may wait. Exceptions are
     * logged. Meanwhile further revocations queue up to a bound and are dropped beyond it.
     *
     * @param ended hashes of the secrets of sessions, which open nothing; 500 at most
     */
    void publish(Collection<TokenHash> ended);

    /**
     * From now on, calls the listener for the messages of other nodes. Called once when an app is opened; returns at once,
     * whether or not the other nodes can be reached.
     */
    void subscribe(Listener listener);

    /** Receives the messages of other nodes. Its methods may wait for the database, so call them on a thread that may wait. */
    interface Listener {
        /** These sessions ended or changed on another node. */
        void ended(Collection<TokenHash> hashes);

        /** Messages may have been lost, as after a lost connection. */
        void missed();
    }

    /** For a single node: sends and receives nothing. */
    static Revocations none() {
        return NoRevocations.NONE;
    }
}
