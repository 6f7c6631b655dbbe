package dev.saoma.oidc.logout;

import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.SessionName;
import dev.saoma.oidc.grant.Subject;
import dev.saoma.oidc.store.GrantRow;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.GrantTransaction;
import dev.saoma.oidc.store.LogoutNotice;
import dev.saoma.session.Sessions;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second for grants whose session's row is gone, whichever code deleted it. Deletes them with their codes and tokens, and
 * in the same transaction stores a notice for each client that wants one. Grants of sessions that ended by themselves get no notice:
 * they are marked before those rows are swept. Of several nodes on one database one looks; when that node is gone, another takes
 * over within seven seconds.
 */
public final class EndedGrants implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndedGrants.class);
    private static final int STEP = 100;
    private static final int MARKED = 500;
    private static final int STEPS = 200;
    private static final String LEASE = "oidc-ended";
    private static final Duration LEASE_TIME = Duration.ofSeconds(6);
    private static final Duration RENEWAL = Duration.ofSeconds(2);
    /** The search reads all grants, so it pauses for this many times as long as it took. */
    private static final int PAUSES = 10;

    private final GrantStore store;
    private final RegisteredClients clients;
    private final String issuer;
    private final Clock clock;
    private final Ticker ticker;
    private final Runnable wake;
    private final String nodeId = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer;
    private boolean isHolder;
    private long heldSince;
    private long pausedUntil;

    /**
     * @param wake called after notices were stored; must not wait
     */
    public EndedGrants(
            GrantStore store,
            Sessions sessions,
            RegisteredClients clients,
            String issuer,
            Clock clock,
            Ticker ticker,
            Runnable wake) {
        this.store = store;
        this.clients = clients;
        this.issuer = issuer;
        this.clock = clock;
        this.ticker = ticker;
        this.wake = wake;
        this.pausedUntil = ticker.nanos();
        this.timer = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-oidc-ended"));
        sessions.beforeSweep(this::expire);
    }

    /** Begins to look. */
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
    }

    void run() {
        try {
            if (ticker.nanos() - pausedUntil >= 0 && isMyTurn()) {
                long began = ticker.nanos();
                search();
                long end = ticker.nanos();
                pausedUntil = end + PAUSES * (end - began);
            }
        } catch (LoginException e) {
            LOG.warn("grants of ended sessions stay for another second: {}", e.note());
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("grants of ended sessions stay for another second", e);
        }
    }

    private boolean isMyTurn() {
        long now = ticker.nanos();
        if (store.isShared() && (!isHolder || now - heldSince >= RENEWAL.toNanos())) {
            isHolder = store.write(
                    Durability.ASYNCHRONOUS, tx -> tx.saoma().leases().take(LEASE, nodeId, LEASE_TIME));
            heldSince = now;
        }
        return isHolder || !store.isShared();
    }

    private void search() {
        int found = STEP;
        for (int i = 0; i < STEPS && found == STEP; i++) {
            List<Ended> ended = store.read(tx -> tx.grants().withoutSession(STEP)).stream()
                    .map(grant -> new Ended(grant, notice(grant)))
                    .toList();
            found = ended.size();
            if (found > 0) {
                end(ended);
            }
        }
    }

    /** A grant whose session is gone, and the notice that its client gets. */
    private record Ended(GrantRow grant, Optional<LogoutNotice> notice) {}

    private Optional<LogoutNotice> notice(GrantRow grant) {
        return clients.find(grant.client())
                .filter(client -> !grant.isExpired() && client.entry().isActive())
                .flatMap(client -> client.addresses().backchannelLogoutUri())
                .map(uri -> new LogoutNotice(
                        0,
                        grant.client(),
                        SessionName.of(issuer, grant.session(), grant.client()).value(),
                        Subject.of(grant.user(), clients).value(),
                        uri,
                        0,
                        clock.instant()));
    }

    private void end(List<Ended> all) {
        boolean hasNotices = store.write(Durability.SYNCHRONOUS, tx -> {
            boolean stored = false;
            for (Ended one : all) {
                stored |= end(tx, one);
            }
            return stored;
        });
        if (hasNotices) {
            wake.run();
        }
    }

    /** The grant's row decides which node ends it. It goes first, since every call that issues a token locks it. */
    private static boolean end(GrantTransaction tx, Ended one) {
        long id = one.grant().id();
        if (!tx.grants().delete(id)) {
            return false;
        }
        tx.codes().deleteByGrant(id);
        tx.tokens().deleteByGrant(id);
        one.notice().ifPresent(tx.logouts()::insert);
        return one.notice().isPresent();
    }

    /** Marks the grants of sessions that are about to be swept. */
    private void expire(Instant seenBefore) {
        int marked = MARKED;
        for (int i = 0; i < STEPS && marked == MARKED; i++) {
            marked = store.write(Durability.ASYNCHRONOUS, tx -> tx.grants().expire(seenBefore, MARKED));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
