package dev.saoma.emulator.qrcode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** One QR code. Each step runs under its own lock, so two concurrent phones cannot both succeed. */
final class LiveQrCode {

    private static final int MAX_WAITERS = 32;

    private final String uuid;
    private final String appid;
    private final String state;
    private final Instant createdAt;
    private final BiFunction<String, String, String> issueCode;
    private final List<CompletableFuture<Poll>> waiters = new ArrayList<>(1);
    private Instant expiresAt;
    private QrStatus status = QrStatus.WAITING;
    private Optional<String> userId = Optional.empty();
    private String code = "";

    LiveQrCode(
            String uuid,
            String appid,
            String state,
            Instant createdAt,
            Instant expiresAt,
            BiFunction<String, String, String> issueCode) {
        this.uuid = uuid;
        this.appid = appid;
        this.state = state;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.issueCode = issueCode;
    }

    String uuid() {
        return uuid;
    }

    synchronized Instant expiresAt() {
        return expiresAt;
    }

    synchronized QrCode at(Instant now) {
        return new QrCode(uuid, appid, state, statusAt(now), userId, createdAt, expiresAt);
    }

    private QrStatus statusAt(Instant now) {
        return status != QrStatus.ALLOWED && !now.isBefore(expiresAt) ? QrStatus.EXPIRED : status;
    }

    /** Returns the current response of the poll. The code is included until the QR code expires. */
    synchronized Poll pollAt(Instant now) {
        if (!now.isBefore(expiresAt)) {
            return Poll.of(QrStatus.EXPIRED);
        }
        return new Poll(status.errcode(), code);
    }

    /** Returns a completed future when there is a change since {@code last}; else the next step completes it. */
    synchronized CompletableFuture<Poll> await(int last, Instant now) {
        Poll present = pollAt(now);
        boolean news = present.errcode() != QrStatus.WAITING.errcode()
                && (present.errcode() != last
                        || present.errcode() == QrStatus.ALLOWED.errcode()
                        || present.errcode() == QrStatus.EXPIRED.errcode());
        CompletableFuture<Poll> waiter = new CompletableFuture<>();
        if (news) {
            waiter.complete(present);
        } else if (waiters.size() >= MAX_WAITERS) {
            waiter.complete(Poll.of(QrStatus.WAITING));
        } else {
            waiters.add(waiter);
        }
        return waiter;
    }

    /** Ends the hold of one waiting page. */
    @SuppressWarnings("ReferenceEquality") // a waiter equals nothing but itself
    void release(CompletableFuture<Poll> waiter, Instant now) {
        Poll answer;
        synchronized (this) {
            waiters.removeIf(other -> other == waiter);
            answer = now.isBefore(expiresAt) ? Poll.of(QrStatus.WAITING) : Poll.of(QrStatus.EXPIRED);
        }
        waiter.complete(answer);
    }

    QrCode scan(String by, Instant now) {
        return step(now, () -> {
            if (status == QrStatus.SCANNED && !userId.equals(Optional.of(by))) {
                throw new IllegalStateException("QR code " + uuid + " has been scanned by another user.");
            }
            status = QrStatus.SCANNED;
            userId = Optional.of(by);
        });
    }

    QrCode allow(String by, Instant now) {
        return step(now, () -> {
            requireScannedBy(by);
            code = issueCode.apply(appid, by);
            status = QrStatus.ALLOWED;
        });
    }

    QrCode refuse(String by, Instant now) {
        return step(now, () -> {
            requireScannedBy(by);
            status = QrStatus.REFUSED;
        });
    }

    private void requireScannedBy(String by) {
        if (status != QrStatus.SCANNED) {
            throw new IllegalStateException("QR code " + uuid + " is " + status.label() + "; scan it first.");
        }
        if (!userId.equals(Optional.of(by))) {
            throw new IllegalStateException(
                    "QR code " + uuid + " was scanned by another user; only that one can answer.");
        }
    }

    QrCode expire(Instant now) {
        return step(now, () -> expiresAt = now);
    }

    private QrCode step(Instant now, Runnable change) {
        List<CompletableFuture<Poll>> woken;
        Poll news;
        QrCode result;
        synchronized (this) {
            QrStatus present = statusAt(now);
            if (present == QrStatus.EXPIRED || present == QrStatus.ALLOWED) {
                throw new IllegalStateException("QR code " + uuid + " is " + present.label() + " already.");
            }
            change.run();
            result = at(now);
            news = pollAt(now);
            woken = List.copyOf(waiters);
            waiters.clear();
        }
        woken.forEach(waiter -> waiter.complete(news));
        return result;
    }

    /** Completes the waiting polls when the QR code has expired. */
    void wakeIfExpired(Instant now) {
        List<CompletableFuture<Poll>> woken;
        synchronized (this) {
            if (now.isBefore(expiresAt)) {
                return;
            }
            woken = List.copyOf(waiters);
            waiters.clear();
        }
        woken.forEach(waiter -> waiter.complete(Poll.of(QrStatus.EXPIRED)));
    }
}
