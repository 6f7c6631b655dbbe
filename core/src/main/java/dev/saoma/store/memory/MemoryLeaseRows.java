package dev.saoma.store.memory;

import dev.saoma.store.LeaseRows;
import java.time.Duration;

/** Leases by the process's own clock of durations. */
final class MemoryLeaseRows implements LeaseRows {
    private final Table<String, Lease> rows;

    MemoryLeaseRows(Undo undo) {
        this.rows = new Table<>(undo);
    }

    private record Lease(String holder, long until) {
        boolean isFree() {
            return until - System.nanoTime() <= 0;
        }
    }

    @Override
    public boolean take(String name, String holder, Duration life) {
        boolean taken = rows.find(name)
                .filter(lease -> !lease.holder().equals(holder) && !lease.isFree())
                .isPresent();
        if (!taken) {
            rows.replace(name, new Lease(holder, System.nanoTime() + life.toNanos()));
        }
        return !taken;
    }

    @Override
    public boolean isHeld(String name, Duration life) {
        return rows.find(name).filter(lease -> !lease.isFree()).isPresent();
    }

    @Override
    public void release(String name, String holder) {
        if (rows.find(name).filter(lease -> lease.holder().equals(holder)).isPresent()) {
            rows.remove(name);
        }
    }
}
