package dev.saoma.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Versioned scripts of one folder and the table that notes which of them ran. */
record Migration(Flyway flyway) {
    private static final int RUNS = 5;

    /** @param connecting already knows the database */
    static Migration of(FluentConfiguration connecting, String location, String history) {
        return new Migration(connecting
                .locations("classpath:" + location)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
    }

    /**
     * Runs what has not run, once, however many nodes do so at the same time. Flyway's lock sees to that, but for the first
     * time of all: whether there is a history it asks before it takes the lock, and of two that find none one fails. By then
     * there is a history.
     */
    void run() {
        for (int run = 1; ; run++) {
            boolean first = flyway.info().applied().length == 0;
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (!first || run == RUNS) {
                    throw e;
                }
            }
        }
    }

    /** Changes nothing. */
    SchemaState state() {
        var all = flyway.info();
        boolean newer = false;
        for (MigrationInfo one : all.applied()) {
            newer |= one.getState().isApplied() && !one.getState().isResolved();
        }
        return new SchemaState(all.applied().length, all.pending().length, newer);
    }
}
