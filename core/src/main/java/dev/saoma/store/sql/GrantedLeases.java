package dev.saoma.store.sql;

import dev.saoma.store.LeaseRows;
import java.time.Duration;

/** Grants every lease, in place of a table that an administrator has not created yet. */
final class GrantedLeases implements LeaseRows {

    @Override
    public boolean take(String name, String holder, Duration life) {
        return true;
    }

    @Override
    public boolean isHeld(String name, Duration life) {
        return false;
    }

    @Override
    public void release(String name, String holder) {}
}
