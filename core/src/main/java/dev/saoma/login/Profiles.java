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
        if (fresh || !users.directory().keepsProfiles()) {
            return;
        }
        try {
            background.execute(() -> ask(row, scan));
        } catch (RejectedExecutionException e) {
            LOG.debug("too much to do: a profile stays as it was");
        }
    }

    /** Whether the caller is the one login that asks. */
    boolean claim(LoginTransaction tx, WeChatAuth row) {
        Instant now = clock.instant();
        return tx.auths().claimProfile(row.id(), now, now.minus(life));
    }

    private void ask(WeChatAuth row, Scan scan) {
        try {
            if (store.write(tx -> claim(tx, row))) {
                users.directory().update(row.userId(), scan.profile().get());
            }
        } catch (LoginException e) {
            LOG.info("a profile stays as it was: {} {}", e.code().code(), e.note());
        } catch (RuntimeException e) {
            LOG.warn("a profile stays as it was", e);
        }
    }
}
