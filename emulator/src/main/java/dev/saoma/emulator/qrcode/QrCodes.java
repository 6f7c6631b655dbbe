package dev.saoma.emulator.qrcode;

import dev.saoma.emulator.internal.grant.RandomText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The QR codes on all screens. An expired one is deleted after one more lifetime. At most 200,000 are stored; the
 * oldest are deleted first. Steps out of order throw {@link IllegalStateException}, an unknown uuid
 * {@link NoSuchElementException}, both with a message for the user. Thread-safe; a waiting page needs no thread.
 */
public final class QrCodes {

    private static final int MAX = 200_000;

    private final Clock clock;
    private final Duration life;
    private final Duration hold;
    private final RandomText random;
    private final BiFunction<String, String, String> issueCode;
    private final ScheduledExecutorService timer;
    private final Map<String, LiveQrCode> byUuid = new HashMap<>();
    private final Deque<LiveQrCode> newestFirst = new ArrayDeque<>();

    /**
     * Starts without QR codes.
     *
     * @param life the lifetime of a QR code, by {@code clock}
     * @param hold how long a poll without a change waits, in real time
     * @param issueCode issues a code for an appid and a user id
     * @param timer ends the holds; not closed here
     */
    public QrCodes(
            Clock clock,
            Duration life,
            Duration hold,
            RandomText random,
            BiFunction<String, String, String> issueCode,
            ScheduledExecutorService timer) {
        this.clock = clock;
        this.life = life;
        this.hold = hold;
        this.random = random;
        this.issueCode = issueCode;
        this.timer = timer;
    }

    public QrCode create(String appid, String state) {
        Instant now = clock.instant();
        LiveQrCode qr = new LiveQrCode(random.uuid(), appid, state, now, now.plus(life), issueCode);
        synchronized (byUuid) {
            forget(now);
            byUuid.put(qr.uuid(), qr);
            newestFirst.addFirst(qr);
        }
        return qr.at(now);
    }

    private void forget(Instant now) {
        while (!newestFirst.isEmpty()) {
            LiveQrCode oldest = newestFirst.getLast();
            if (newestFirst.size() < MAX && oldest.expiresAt().plus(life).isAfter(now)) {
                return;
            }
            newestFirst.removeLast();
            byUuid.remove(oldest.uuid());
        }
    }

    public Optional<QrCode> find(String uuid) {
        return live(uuid).map(qr -> qr.at(clock.instant()));
    }

    /** Returns matching QR codes, newest first, at most {@code limit}. */
    public List<QrCode> list(Predicate<QrCode> filter, int limit) {
        Instant now = clock.instant();
        synchronized (byUuid) {
            return newestFirst.stream()
                    .map(qr -> qr.at(now))
                    .filter(filter)
                    .limit(limit)
                    .toList();
        }
    }

    public QrCode scan(String uuid, String userId) {
        return require(uuid).scan(userId, clock.instant());
    }

    public QrCode allow(String uuid, String userId) {
        return require(uuid).allow(userId, clock.instant());
    }

    public QrCode refuse(String uuid, String userId) {
        return require(uuid).refuse(userId, clock.instant());
    }

    public QrCode expire(String uuid) {
        return require(uuid).expire(clock.instant());
    }

    private LiveQrCode require(String uuid) {
        return live(uuid).orElseThrow(() -> new NoSuchElementException("There is no QR code " + uuid + "."));
    }

    private Optional<LiveQrCode> live(String uuid) {
        synchronized (byUuid) {
            return Optional.ofNullable(byUuid.get(uuid));
        }
    }

    /**
     * Polls. The result is completed at once when there is a change since {@code last} (0 for none), else by the next
     * step, by the expiry of the QR code, or with 408 after the hold. An unknown uuid gives 402: the page then reloads,
     * as after a real expiry.
     */
    public CompletableFuture<Poll> poll(String uuid, int last) {
        Optional<LiveQrCode> found = live(uuid);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Poll.of(QrStatus.EXPIRED));
        }
        LiveQrCode qr = found.get();
        Instant now = clock.instant();
        CompletableFuture<Poll> answer = qr.await(last, now);
        if (!answer.isDone()) {
            Duration left = Duration.between(now, qr.expiresAt());
            long millis = Math.max(1, (left.compareTo(hold) < 0 ? left : hold).toMillis());
            ScheduledFuture<?> end =
                    timer.schedule(() -> qr.release(answer, clock.instant()), millis, TimeUnit.MILLISECONDS);
            return answer.whenComplete((poll, failure) -> end.cancel(false));
        }
        return answer;
    }

    /** Must be called after the clock was moved: completes the polls of expired QR codes. */
    public void clockMoved() {
        Instant now = clock.instant();
        all().forEach(qr -> qr.wakeIfExpired(now));
    }

    /** Deletes all; polls of waiting pages are completed as expired. */
    public void clear() {
        List<LiveQrCode> gone;
        synchronized (byUuid) {
            gone = List.copyOf(newestFirst);
            byUuid.clear();
            newestFirst.clear();
        }
        gone.forEach(qr -> qr.wakeIfExpired(Instant.MAX));
    }

    private List<LiveQrCode> all() {
        synchronized (byUuid) {
            return List.copyOf(newestFirst);
        }
    }
}
