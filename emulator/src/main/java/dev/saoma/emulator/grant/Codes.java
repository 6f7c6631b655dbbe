package dev.saoma.emulator.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Codes issued and not yet forgotten. A code lives as long as its flow says, is bound to one app and succeeds once, under any
 * concurrency. It is remembered for a second life, so that a late or repeated use can be told apart; at most 200,000 are
 * kept, the oldest forgotten first. Safe for many threads.
 */
public final class Codes {

    private static final int MAX = 200_000;

    private final Clock clock;
    private final Function<Consent, Duration> life;
    private final RandomText random;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Consent consent, Instant expiresAt, Optional<Instant> usedAt) {}

    /**
     * No codes yet.
     *
     * @param life how long a code for this consent can be exchanged
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
        }
        return code;
    }

    private void forget(Instant now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            boolean old = entry.expiresAt().plus(life.apply(entry.consent())).isBefore(now);
            if (!old && entries.size() < MAX) {
                return;
            }
            oldest.remove();
        }
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
            return new Redemption.Granted(entry.consent());
        }
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
