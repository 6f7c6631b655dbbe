package dev.saoma.internal.account;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.Authorization;
import dev.saoma.logintype.IdentityMismatchException;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads nicknames and avatars from the provider, and refreshes old ones in the background, after the login's response. */
public final class Profiles {
    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final Store store;
    private final UserDirectory directory;
    private final Sessions sessions;
    private final Clock clock;
    private final Duration lifetime;
    private final Executor background;

    /**
     * Creates the profiles of an environment.
     *
     * @param lifetime the age at which a stored profile is read again
     * @param background runs the refreshes; it may refuse
     */
    public Profiles(LoginEnvironment environment, Duration lifetime, Executor background) {
        this.store = environment.store();
        this.directory = environment.users().directory();
        this.sessions = environment.sessions();
        this.clock = environment.clock();
        this.lifetime = lifetime;
        this.background = background;
    }

    /**
     * Returns the provider's profile; an empty one when the provider fails, since the code is used up and the identity is
     * known without it.
     *
     * @throws IdentityMismatchException when the profile is of another identity
     */
    public Profile read(Authorization authorization) {
        try {
            return authorization.profile().get();
        } catch (IdentityMismatchException e) {
            throw e;
        } catch (LoginException e) {
            LOG.info("no profile now: {} {}", e.code().code(), e.note());
        } catch (RuntimeException e) {
            LOG.warn("no profile now", e);
        }
        return Profile.EMPTY;
    }

    /** Starts a refresh of the user's profile if it is older than its lifetime and the directory stores profiles. */
    public void refresh(WeChatAuth row, Authorization authorization) {
        Instant read = row.profiledAtOrNull();
        boolean fresh = read != null && clock.instant().isBefore(read.plus(lifetime));
        if (fresh) {
            return;
        }
        try {
            if (directory.keepsProfiles()) {
                background.execute(() -> update(row, authorization));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("too much to do: a profile stays as it was");
        } catch (RuntimeException e) {
            LOG.warn("a profile stays as it was", e);
        }
    }

    /** Stores that the profile was read now, so that no login reads it again for a lifetime. */
    public void markRead(Transaction tx, WeChatAuth row) {
        Instant now = clock.instant();
        tx.auths().claimProfile(row.id(), now, now);
    }

    private void update(WeChatAuth row, Authorization authorization) {
        try {
            Instant begun = clock.instant();
            if (store.write(Durability.ASYNCHRONOUS, tx -> claim(tx, row, begun))) {
                updateClaimed(row, authorization, begun);
            }
        } catch (LoginException e) {
            LOG.info("a profile stays as it was: {} {}", e.code().code(), e.note());
        } catch (RuntimeException e) {
            LOG.warn("a profile stays as it was", e);
        }
    }

    /** Returns true for one of several concurrent logins. The claim expires in case its holder dies. */
    private boolean claim(Transaction tx, WeChatAuth row, Instant now) {
        return tx.auths().claimProfile(row.id(), claimed(now), now.minus(lifetime));
    }

    private Instant claimed(Instant now) {
        return now.minus(lifetime).plus(lifetime.compareTo(CLAIM) < 0 ? lifetime : CLAIM);
    }

    private void updateClaimed(WeChatAuth row, Authorization authorization, Instant begun) {
        boolean updated = false;
        try {
            directory.update(row.userId(), authorization.laterProfile().get());
            sessions.users().changed(row.userId());
            updated = true;
        } finally {
            boolean done = updated;
            store.run(Durability.ASYNCHRONOUS, tx -> {
                if (done) {
                    markRead(tx, row);
                } else {
                    releaseClaim(tx, row, begun);
                }
            });
        }
    }

    /** Restores the time before the claim, so that the next login reads the profile, unless another has done so meanwhile. */
    private void releaseClaim(Transaction tx, WeChatAuth row, Instant begun) {
        Instant before = row.profiledAtOrNull() == null ? Instant.EPOCH : row.profiledAtOrNull();
        tx.auths().claimProfile(row.id(), before, claimed(begun).plusMillis(1));
    }
}
