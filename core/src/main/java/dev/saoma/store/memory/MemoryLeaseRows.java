package dev.saoma.store.memory;

import dev.saoma.store.LeaseRows;
import dev.saoma.time.Ticker;
import java.time.Duration;

/** Leases by the process's own clock of durations. */
final class MemoryLeaseRows implements LeaseRows {
    private final Table<String, Lease> rows;
    private final Ticker ticker;

    MemoryLeaseRows(Undo undo, Ticker ticker) {
        this.rows = new Table<>(undo);
        this.ticker = ticker;
    }

    private record Lease(String holder, long until) {}

    private boolean isFree(Lease lease) {
        return lease.until() - ticker.nanos() <= 0;
    }

    @Override
    public boolean take(String name, String holder, Duration life) {
        boolean taken = rows.find(name)
                .filter(lease -> !lease.holder().equals(holder) && !isFree(lease))
                .isPresent();
        if (!taken) {
            rows.replace(name, new Lease(holder, ticker.nanos() + life.toNanos()));
        }
        return !taken;
    }

    @Override
    public boolean isHeld(String name, Duration life) {
        return rows.find(name).filter(lease -> !isFree(lease)).isPresent();
    }

    @Override
    public void release(String name, String holder) {
        if (rows.find(name).filter(lease -> lease.holder().equals(holder)).isPresent()) {
            rows.remove(name);
        }
    }
}
