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
import java.util.function.Function;

/**
 * Issued codes. A code has the lifetime of its flow, belongs to one app and succeeds once, under any concurrency. It is
 * stored for a second lifetime to recognise a late or repeated use. At most 200,000 are stored; the oldest are deleted
 * first. Thread-safe.
 */
public final class Codes {

    /** The highest number of stored codes. */
    public static final int MAX = 200_000;

    private final Clock clock;
    private final Function<Consent, Duration> life;
    private final RandomText random;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long version;

    private record Entry(Consent consent, Instant expiresAt, Optional<Instant> usedAt) {}

    /**
     * Starts without codes.
     *
     * @param life returns the lifetime of a code for this consent
     */
    public Codes(Clock clock, Function<Consent, Duration> life, RandomText random) {
        this.clock = clock;
        this.life = life;
        this.random = random;
    }

    public String issue(Consent consent) {
        String code = random.code();
        Instant now = clock.instant();
        synchronized (entries) {
            forget(now);
            entries.put(code, new Entry(consent, now.plus(life.apply(consent)), Optional.empty()));
            version++;
        }
        return code;
    }

    private void forget(Instant now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            boolean old = isForgotten(entry.consent(), entry.expiresAt(), now);
            if (!old && entries.size() < MAX) {
                return;
            }
            oldest.remove();
        }
    }

    private boolean isForgotten(Consent consent, Instant expiresAt, Instant now) {
        return expiresAt.plus(life.apply(consent)).isBefore(now);
    }

    public Redemption redeem(String code, String appid) {
        Instant now = clock.instant();
        synchronized (entries) {
            Entry entry = entries.get(code);
            if (entry == null) {
                return new Redemption.Unknown();
            }
            if (!entry.consent().appid().equals(appid)) {
                return new Redemption.Foreign(entry.consent().appid());
            }
            if (entry.usedAt().isPresent()) {
                return new Redemption.Used(entry.usedAt().get());
            }
            if (!now.isBefore(entry.expiresAt())) {
                return new Redemption.Stale(entry.expiresAt());
            }
            entries.put(code, new Entry(entry.consent(), entry.expiresAt(), Optional.of(now)));
            version++;
            return new Redemption.Granted(entry.consent());
        }
    }

    /** Returns the valid codes and the used ones, oldest first; of more than {@code max} the newest. */
    public List<CodeState> state(int max) {
        Instant now = clock.instant();
        synchronized (entries) {
            return entries.entrySet().stream()
                    .skip(Math.max(0, entries.size() - max))
                    .map(known -> state(known.getKey(), known.getValue()))
                    .filter(code -> isWorthKeeping(code, now))
                    .toList();
        }
    }

    private static CodeState state(String code, Entry entry) {
        return new CodeState(code, entry.consent(), entry.expiresAt(), entry.usedAt());
    }

    private boolean isWorthKeeping(CodeState code, Instant now) {
        return now.isBefore(code.expiresAt())
                || (code.usedAt().isPresent() && !isForgotten(code.consent(), code.expiresAt(), now));
    }

    /** Replaces all codes by these, except expired ones. */
    public void load(List<CodeState> codes) {
        Instant now = clock.instant();
        // One Consent object for all codes of a user: a file gives each code its own copy.
        Map<Consent, Consent> consents = new HashMap<>();
        synchronized (entries) {
            entries.clear();
            version++;
            for (CodeState code : codes) {
                if (isWorthKeeping(code, now)) {
                    Consent consent = consents.computeIfAbsent(code.consent(), same -> same);
                    entries.put(code.code(), new Entry(consent, code.expiresAt(), code.usedAt()));
                }
            }
        }
    }

    /** Returns a number that changes when a code is issued, used or deleted on purpose. */
    public long version() {
        synchronized (entries) {
            return version;
        }
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
            version++;
        }
    }
}
