package dev.saoma.internal.account;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.secret.Token;
import dev.saoma.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets one request at a time create the user of a person, on all nodes. Others wait for about 5 seconds. The lock of a
 * process that ended is free after a minute. Thread-safe.
 */
public final class UserCreationLock {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    /** The length of a lease's name, enough to be unique. */
    private static final int NAME = 32;

    private final Store store;

    /** Creates locks that are leases in a store. */
    public UserCreationLock(Store store) {
        this.store = store;
    }

    /**
     * Runs work that holds the lock of an identity's person.
     *
     * @throws LoginException {@code store_unavailable} when another request holds it for longer than 5 seconds
     */
    <T> T holding(WeChatIdentity identity, Supplier<T> work) {
        String name = name(identity);
        String holder = Token.random().reveal();
        if (!await(() -> store.write(Durability.ASYNCHRONOUS, tx -> tx.leases().take(name, holder, LIFE)))) {
            throw new LoginException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "This account is being created by another request; try again in a moment.",
                    "UserDirectory.create took longer than " + WAIT.toSeconds() + " seconds in another request",
                    Map.of());
        }
        try {
            return work.get();
        } finally {
            store.run(Durability.ASYNCHRONOUS, tx -> tx.leases().release(name, holder));
        }
    }

    /** Waits until no request creates the user of this identity; returns whether one did. */
    boolean awaitFree(WeChatIdentity identity) {
        if (!isHeld(identity)) {
            return false;
        }
        await(() -> !isHeld(identity));
        return true;
    }

    /** Returns whether a request creates the user of this identity now. */
    boolean isHeld(WeChatIdentity identity) {
        return store.read(tx -> tx.leases().isHeld(name(identity), LIFE));
    }

    private static boolean await(BooleanSupplier condition) {
        for (long left = WAIT.dividedBy(POLL); left > 0; left--) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return false;
    }

    private static String name(WeChatIdentity identity) {
        return Users.onceKey(identity).value().substring(0, NAME);
    }
}
