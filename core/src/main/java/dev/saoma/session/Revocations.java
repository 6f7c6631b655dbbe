package dev.saoma.session;

import dev.saoma.ExtensionPoint;
import dev.saoma.secret.TokenHash;
import java.util.Collection;

/**
 * Tells the other nodes which sessions were ended or changed here, and hears of theirs, so that their caches forget them at
 * once. Nothing depends on it: a message that is lost, late, doubled or forged costs at most {@link SessionLifetimes#cached()}
 * or one more look at the database.
 */
@ExtensionPoint
public interface Revocations {

    /**
     * Tells the other nodes. Called after the commit, on one thread that does nothing else, so it may wait; what it throws
     * is logged. While it waits, what else is to be told queues up to a bound and is dropped beyond it.
     *
     * @param ended hashes of the secrets of sessions, which open nothing; 500 at most
     */
    void tell(Collection<TokenHash> ended);

    /**
     * From now on, hands on what other nodes tell. Called once when an app is opened; answers at once, whether or not the
     * other nodes can be reached.
     */
    void hear(Listener listener);

    /** Who wants to know. Its methods may wait for a look at the database, so they are called on a thread that may wait. */
    interface Listener {
        /** These sessions were ended or changed elsewhere. */
        void ended(Collection<TokenHash> hashes);

        /** Something may have been told that did not arrive here, as after a connection that was lost. */
        void missed();
    }

    /** For one node alone: tells nobody and hears nothing. */
    static Revocations none() {
        return NoRevocations.NONE;
    }
}
