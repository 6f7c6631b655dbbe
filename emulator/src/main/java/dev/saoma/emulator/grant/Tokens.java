package dev.saoma.emulator.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Access and refresh tokens. The rule of refreshing is WeChat's: an access token that still lives is kept and its life
 * extended, one that is over is replaced; the refresh token stays the same unless asked otherwise, and is never prolonged. At most 100,000
 * consents are remembered, the oldest forgotten first. Safe for many threads.
 */
public final class Tokens {

    private static final int MAX = 100_000;
    private static final Pattern FORM = Pattern.compile("\\d{1,4}_[A-Za-z0-9_-]{60,600}");

    private final Clock clock;
    private final Duration accessLife;
    private final Duration refreshLife;
    private final RandomText random;
    private final Map<String, Entry> byRefresh = new LinkedHashMap<>();
    private final Map<String, Entry> byAccess = new LinkedHashMap<>();

    public Tokens(Clock clock, Duration accessLife, Duration refreshLife, RandomText random) {
        this.clock = clock;
        this.accessLife = accessLife;
        this.refreshLife = refreshLife;
        this.random = random;
    }

    /** What the app gets. */
    public record Pair(Consent consent, String accessToken, Duration accessLife, String refreshToken) {}

    /** What an access token stands for. */
    public sealed interface Access {

        record Live(Consent consent) implements Access {}

        record Expired(Instant expiredAt) implements Access {}

        /** The user has changed the password since. */
        record Voided() implements Access {}

        /** Well formed, but not one of ours, or replaced and forgotten. */
        record Unknown() implements Access {}

        /** Not even shaped like a token. */
        record Malformed() implements Access {}
    }

    /** What came of presenting a refresh token. */
    public sealed interface Refresh {

        record Done(Pair pair) implements Refresh {}

        record Expired(Instant expiredAt) implements Refresh {}

        /** The user has changed the password since. */
        record Voided() implements Refresh {}

        record Foreign(String issuedTo) implements Refresh {}

        record Unknown() implements Refresh {}
    }

    public Pair issue(Consent consent) {
        Instant now = clock.instant();
        Entry entry = new Entry(consent, random.token(), now.plus(refreshLife), random.token(), now.plus(accessLife));
        synchronized (byRefresh) {
            trim(byRefresh);
            trim(byAccess);
            byRefresh.put(entry.refreshToken, entry);
            byAccess.put(entry.accessToken, entry);
            return pair(entry);
        }
    }

    private static void trim(Map<String, Entry> map) {
        if (map.size() >= MAX) {
            Iterator<Entry> oldest = map.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    public Access access(String accessToken) {
        if (!FORM.matcher(accessToken).matches()) {
            return new Access.Malformed();
        }
        Instant now = clock.instant();
        synchronized (byRefresh) {
            Entry entry = byAccess.get(accessToken);
            if (entry == null) {
                return new Access.Unknown();
            }
            if (entry.voided) {
                return new Access.Voided();
            }
            Instant end = entry.endOf(accessToken);
            return now.isBefore(end) ? new Access.Live(entry.consent) : new Access.Expired(end);
        }
    }

    /**
     * Refreshes.
     *
     * @param replace whether the refresh token is replaced too; the new one ends with the old
     */
    public Refresh refresh(String appid, String refreshToken, boolean replace) {
        Instant now = clock.instant();
        synchronized (byRefresh) {
            Entry entry = byRefresh.get(refreshToken);
            if (entry == null) {
                return new Refresh.Unknown();
            }
            if (!entry.consent.appid().equals(appid)) {
                return new Refresh.Foreign(entry.consent.appid());
            }
            if (entry.voided) {
                return new Refresh.Voided();
            }
            if (!now.isBefore(entry.refreshEnd)) {
                return new Refresh.Expired(entry.refreshEnd);
            }
            renew(entry, now);
            if (replace) {
                byRefresh.remove(entry.refreshToken);
                entry.refreshToken = random.token();
                byRefresh.put(entry.refreshToken, entry);
            }
            return new Refresh.Done(pair(entry));
        }
    }

    /** Makes void what this user's apps hold. */
    public void voidAll(String userId) {
        synchronized (byRefresh) {
            for (Entry entry : byRefresh.values()) {
                entry.voided |= entry.consent.userId().equals(userId);
            }
        }
    }

    private void renew(Entry entry, Instant now) {
        if (!now.isBefore(entry.accessEnd)) {
            entry.replaced.ifPresent(byAccess::remove);
            entry.replaced = Optional.of(entry.accessToken);
            entry.accessToken = random.token();
            trim(byAccess);
            byAccess.put(entry.accessToken, entry);
        }
        entry.accessEnd = now.plus(accessLife);
    }

    private Pair pair(Entry entry) {
        return new Pair(entry.consent, entry.accessToken, accessLife, entry.refreshToken);
    }

    public void clear() {
        synchronized (byRefresh) {
            byRefresh.clear();
            byAccess.clear();
        }
    }

    /** Guarded by the lock of the maps. Remembers the token before the present one, to call it expired. */
    private static final class Entry {

        private final Consent consent;
        private final Instant refreshEnd;
        private String refreshToken;
        private String accessToken;
        private Instant accessEnd;
        private boolean voided;
        private Optional<String> replaced = Optional.empty();

        private Entry(Consent consent, String refreshToken, Instant refreshEnd, String accessToken, Instant accessEnd) {
            this.consent = consent;
            this.refreshToken = refreshToken;
            this.refreshEnd = refreshEnd;
            this.accessToken = accessToken;
            this.accessEnd = accessEnd;
        }

        private Instant endOf(String token) {
            return token.equals(accessToken) ? accessEnd : Instant.EPOCH;
        }
    }
}
