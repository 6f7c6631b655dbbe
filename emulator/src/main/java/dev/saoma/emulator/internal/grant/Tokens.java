package dev.saoma.emulator.internal.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Access and refresh tokens. Refreshing works as at WeChat: a valid access token is kept and its lifetime extended, an
 * expired one is replaced. The refresh token stays the same unless requested otherwise, and is never extended. At most
 * 100,000 consents are stored; the oldest are deleted first. Thread-safe.
 */
public final class Tokens {

    /** The highest number of stored consents. */
    public static final int MAX = 100_000;

    private final Clock clock;
    private final Duration accessLife;
    private final Duration refreshLife;
    private final RandomText random;
    private final Map<String, TokenEntry> byRefresh = new LinkedHashMap<>();
    private final Map<String, TokenEntry> byAccess = new LinkedHashMap<>();
    private long version;

    public Tokens(Clock clock, Duration accessLife, Duration refreshLife, RandomText random) {
        this.clock = clock;
        this.accessLife = accessLife;
        this.refreshLife = refreshLife;
        this.random = random;
    }

    /** The tokens that the app gets. */
    public record Pair(Consent consent, String accessToken, Duration accessLife, String refreshToken) {}

    /** The result of looking up an access token. */
    public sealed interface Access {

        record Live(Consent consent) implements Access {}

        record Expired(Instant expiredAt) implements Access {}

        /** The user has changed the password since. */
        record Voided() implements Access {}

        /** Well formed, but not issued here, or replaced and deleted. */
        record Unknown() implements Access {}

        /** Not of the form of a token. */
        record Malformed() implements Access {}
    }

    /** The result of presenting a refresh token. */
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
        TokenEntry entry =
                new TokenEntry(consent, random.token(), now.plus(refreshLife), random.token(), now.plus(accessLife));
        synchronized (byRefresh) {
            add(entry);
            return pair(entry);
        }
    }

    private void add(TokenEntry entry) {
        trim(byRefresh);
        trim(byAccess);
        byRefresh.put(entry.refreshToken, entry);
        byAccess.put(entry.accessToken, entry);
        version++;
    }

    private static void trim(Map<String, TokenEntry> map) {
        if (map.size() >= MAX) {
            Iterator<TokenEntry> oldest = map.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    public Access access(String accessToken) {
        if (!Form.TOKEN.matcher(accessToken).matches()) {
            return new Access.Malformed();
        }
        Instant now = clock.instant();
        synchronized (byRefresh) {
            TokenEntry entry = byAccess.get(accessToken);
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
     * Refreshes the access token.
     *
     * @param replace whether the refresh token is replaced too; the new one expires with the old
     */
    public Refresh refresh(String appid, String refreshToken, boolean replace) {
        Instant now = clock.instant();
        synchronized (byRefresh) {
            TokenEntry entry = byRefresh.get(refreshToken);
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

    /** Invalidates all tokens of this user. */
    public void voidAll(String userId) {
        synchronized (byRefresh) {
            version++;
            for (TokenEntry entry : byRefresh.values()) {
                entry.voided |= entry.consent.userId().equals(userId);
            }
        }
    }

    private void renew(TokenEntry entry, Instant now) {
        version++;
        if (!now.isBefore(entry.accessEnd)) {
            entry.replaced.ifPresent(byAccess::remove);
            entry.replaced = Optional.of(entry.accessToken);
            entry.accessToken = random.token();
            trim(byAccess);
            byAccess.put(entry.accessToken, entry);
        }
        entry.accessEnd = now.plus(accessLife);
    }

    private Pair pair(TokenEntry entry) {
        return new Pair(entry.consent, entry.accessToken, accessLife, entry.refreshToken);
    }

    /** Returns the tokens that can still be refreshed, oldest first; of more than {@code max} the newest. */
    public List<TokenState> state(int max) {
        Instant now = clock.instant();
        synchronized (byRefresh) {
            return byRefresh.values().stream()
                    .skip(Math.max(0, byRefresh.size() - max))
                    .filter(entry -> now.isBefore(entry.refreshEnd))
                    .map(TokenEntry::state)
                    .toList();
        }
    }

    /** Replaces all tokens by these, except those with an expired refresh token. */
    public void load(List<TokenState> tokens) {
        Instant now = clock.instant();
        Map<Consent, Consent> consents = new HashMap<>();
        synchronized (byRefresh) {
            clear();
            for (TokenState token : tokens) {
                if (now.isBefore(token.refreshExpiresAt())) {
                    TokenEntry entry = TokenEntry.of(token, consents.computeIfAbsent(token.consent(), same -> same));
                    add(entry);
                    entry.replaced.ifPresent(before -> byAccess.put(before, entry));
                }
            }
        }
    }

    /** Returns a number that changes when a token is issued, refreshed or invalidated. */
    public long version() {
        synchronized (byRefresh) {
            return version;
        }
    }

    public void clear() {
        synchronized (byRefresh) {
            version++;
            byRefresh.clear();
            byAccess.clear();
        }
    }
}
