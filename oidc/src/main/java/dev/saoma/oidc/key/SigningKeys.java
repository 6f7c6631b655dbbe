package dev.saoma.oidc.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.saoma.error.LoginException;
import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.secret.SealKey;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.time.Ticker;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider's signing keys, in the table {@code saoma_oidc_key}. A key signs for 90 days; its successor is published 24
 * hours before it signs, and it stays published for 25 hours after. Every node decides by the times in the rows and its clock,
 * and reads the rows once a minute, and when it meets a key that it does not know. Signing never waits for the database.
 * Thread-safe.
 *
 * <pre>{@code
 * OidcSchema.migrate(store.database());
 * try (SigningKeys keys = SigningKeys.open(store, sealKey, Clock.systemUTC())) {
 *     String token = keys.sign(SigningAlgorithm.RS256, "JWT", Map.of("sub", "17"));
 * }
 * }</pre>
 */
public final class SigningKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final long READ_SECONDS = 60;
    /** At most so often for keys that are unknown: their names come from outside. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(5);

    private static final int MOST_CHARACTERS = 8 * 1_024;
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
    /** Ours have these and no other, above all none that brings a key. */
    private static final Set<String> HEADERS = Set.of("alg", "kid", "typ");

    private final KeyRotation rotation;
    private final KeyWrap wrap;
    private final Clock clock;
    private final Ticker ticker;
    private final ReentrantLock reading = new ReentrantLock();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-oidc-keys"));
    private volatile KeySet keys = KeySet.EMPTY;
    private volatile long readAt;

    private SigningKeys(KeyRotation rotation, KeyWrap wrap, Clock clock, Ticker ticker) {
        this.rotation = rotation;
        this.wrap = wrap;
        this.clock = clock;
        this.ticker = ticker;
        this.readAt = ticker.nanos();
    }

    /**
     * Reads the stored keys, and makes them when there are none.
     *
     * @param store with the tables of {@link dev.saoma.oidc.OidcSchema}
     * @param key encrypts the private keys
     * @throws dev.saoma.error.ConfigException naming {@code saoma.oidc.key}, when there is no key, or it does not open the
     *     stored keys
     * @throws LoginException {@code store_unavailable}
     */
    public static SigningKeys open(SqlStore store, SealKey key, Clock clock) {
        var wrap = new KeyWrap(key);
        return open(new KeyRotation(store, wrap, SigningAlgorithm::newKey, clock), wrap, clock, Ticker.system());
    }

    static SigningKeys open(KeyRotation rotation, KeyWrap wrap, Clock clock, Ticker ticker) {
        var opened = new SigningKeys(rotation, wrap, clock, ticker);
        try {
            opened.read(opened.rotation::maintain);
            if (opened.keys.unreadable() > 0) {
                throw KeyWrap.refused();
            }
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        ScheduledFuture<?> unused =
                opened.timer.scheduleWithFixedDelay(opened::maintain, READ_SECONDS, READ_SECONDS, TimeUnit.SECONDS);
        return opened;
    }

    /**
     * Deletes all stored keys and makes others, which sign at once: for keys that somebody else may know, and when the key
     * that encrypted them is lost. Every token that was signed before ends. Running nodes follow within a minute.
     *
     * @return the {@code kid} of each new key
     * @throws dev.saoma.error.ConfigException when there is no key to encrypt with
     */
    public static List<String> replaceAtOnce(SqlStore store, SealKey key, Clock clock) {
        return new KeyRotation(store, new KeyWrap(key), SigningAlgorithm::newKey, clock)
                .replaceAll().stream().map(KeyRow::kid).toList();
    }

    /** Does what is due. Called once a minute. */
    void maintain() {
        try {
            int before = keys.unreadable();
            reading.lock();
            try {
                read(rotation::maintain);
            } finally {
                reading.unlock();
            }
            if (keys.unreadable() > before) {
                LOG.error("{}", KeyWrap.refused().getMessage());
            }
        } catch (LoginException e) {
            LOG.warn("signing keys are not read for another minute: {}", e.note());
        } catch (RuntimeException e) {
            // An exception thrown from here would end the timer.
            LOG.warn("signing keys are not read for another minute", e);
        }
    }

    private void read(Supplier<List<KeyRow>> rows) {
        readAt = ticker.nanos();
        keys = keys.next(rows.get(), wrap, clock.instant());
    }

    /**
     * Returns a signed JWT.
     *
     * @param type the header {@code typ}, such as {@code JWT} or {@code logout+jwt}
     */
    public String sign(SigningAlgorithm algorithm, String type, Map<String, Object> claims) {
        SigningKey key = keys.signing(algorithm, clock.instant());
        JWSHeader header = new JWSHeader.Builder(algorithm.jws())
                .type(new JOSEObjectType(type))
                .keyID(key.kid())
                .build();
        var signed = new JWSObject(header, new Payload(claims));
        try {
            signed.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("the key " + key + " does not sign", e);
        }
        return signed.serialize();
    }

    /** Returns the JWK set with the published public keys, and its entity tag. Both are made once for each change. */
    public PublishedKeys published() {
        return keys.published();
    }

    /**
     * Returns the claims of a JWT that one of this provider's keys signed, whatever its age; empty for every other text.
     *
     * <p>Only the signature is checked.
     */
    public Optional<Map<String, Object>> verify(String jwt) {
        if (jwt.length() > MOST_CHARACTERS || !JWT.matcher(jwt).matches()) {
            return Optional.empty();
        }
        try {
            JWSObject signed = JWSObject.parse(jwt);
            JWSHeader header = signed.getHeader();
            if (!HEADERS.equals(header.getIncludedParams())) {
                return Optional.empty();
            }
            Optional<SigningKey> key = find(header.getKeyID())
                    .filter(one -> one.row().algorithm().jws().equals(header.getAlgorithm()));
            return key.isPresent() && signed.verify(key.get().verifier())
                    ? Optional.ofNullable(signed.getPayload().toJSONObject())
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Optional<SigningKey> find(String kid) {
        if (!THUMBPRINT.matcher(kid).matches()) {
            return Optional.empty();
        }
        Optional<SigningKey> known = keys.find(kid, clock.instant());
        return known.isEmpty() && readAgain() ? keys.find(kid, clock.instant()) : known;
    }

    /** Reads the rows unless they were read a moment ago or another thread does. Returns whether it has read them. */
    private boolean readAgain() {
        if (ticker.nanos() - readAt < READ_AGAIN.toNanos() || !reading.tryLock()) {
            return false;
        }
        try {
            read(rotation::read);
            return true;
        } catch (LoginException e) {
            LOG.warn("signing keys are not read again: {}", e.note());
            return false;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
