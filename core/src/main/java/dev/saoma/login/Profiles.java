package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps nicknames and avatars fresh without making anybody wait: asked for after the answer, by one login of many. */
final class Profiles {
    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final Store<LoginTransaction> store;
    private final Users users;
    private final Duration life;
    private final Clock clock;
    private final Executor background;

    Profiles(Store<LoginTransaction> store, Users users, Duration life, Clock clock, Executor background) {
        this.store = store;
        this.users = users;
        this.life = life;
        this.clock = clock;
        this.background = background;
    }

    void refresh(WeChatAuth row, Scan scan) {
        Instant asked = row.profiledAtOrNull();
        boolean fresh = asked != null && clock.instant().isBefore(asked.plus(life));
        if (fresh) {
            return;
        }
        try {
            if (users.directory().keepsProfiles()) {
                background.execute(() -> ask(row, scan));
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("too much to do: a profile stays as it was");
        } catch (RuntimeException e) {
            LOG.warn("a profile stays as it was", e);
        }
    }

    /** The profile has been read: nobody asks again for a life of it. */
    void note(LoginTransaction tx, WeChatAuth row) {
        Instant now = clock.instant();
        tx.auths().claimProfile(row.id(), now, now);
    }

    private void ask(WeChatAuth row, Scan scan) {
        try {
            Instant begun = clock.instant();
            if (store.write(tx -> claim(tx, row, begun))) {
                answered(row, scan, begun);
            }
        } catch (LoginException e) {
            LOG.info("a profile stays as it was: {} {}", e.code().code(), e.note());
        } catch (RuntimeException e) {
            LOG.warn("a profile stays as it was", e);
        }
    }

    /** Whether the caller is the one login that asks; for so long only, in case that it dies over it. */
    private boolean claim(LoginTransaction tx, WeChatAuth row, Instant now) {
        return tx.auths().claimProfile(row.id(), claimed(now), now.minus(life));
    }

    private Instant claimed(Instant now) {
        return now.minus(life).plus(life.compareTo(CLAIM) < 0 ? life : CLAIM);
    }

    private void answered(WeChatAuth row, Scan scan, Instant begun) {
        boolean read = false;
        try {
            users.directory().update(row.userId(), scan.profile().get());
            read = true;
        } finally {
            boolean done = read;
            store.write(tx -> {
                if (done) {
                    note(tx, row);
                } else {
                    giveBack(tx, row, begun);
                }
                return true;
            });
        }
    }

    /** As it was before the claim, so that the next login asks, unless another one has asked with success meanwhile. */
    private void giveBack(LoginTransaction tx, WeChatAuth row, Instant begun) {
        Instant before = row.profiledAtOrNull() == null ? Instant.EPOCH : row.profiledAtOrNull();
        tx.auths().claimProfile(row.id(), before, claimed(begun).plusMillis(1));
    }
}
