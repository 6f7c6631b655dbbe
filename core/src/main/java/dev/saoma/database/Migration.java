package dev.saoma.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The versioned scripts of one folder and the table that lists those that have run. */
record Migration(Flyway flyway) {
    private static final int RUNS = 5;

    /** @param connecting configures the connection to the database */
    static Migration of(FluentConfiguration connecting, String location, String history) {
        return new Migration(connecting
                .locations("classpath:" + location)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
    }

    /**
     * Runs each pending script once, however many nodes run this at the same time. Flyway's lock ensures that, except
     * for the very first time: Flyway checks for the history table before it takes the lock, and of two nodes that find
     * none, one fails. By then the table exists, so the failed node tries again.
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

    /** Returns the version of the tables, and changes nothing. */
    SchemaState state() {
        var all = flyway.info();
        boolean newer = false;
        for (MigrationInfo one : all.applied()) {
            newer |= one.getState().isApplied() && !one.getState().isResolved();
        }
        return new SchemaState(all.applied().length, all.pending().length, newer);
    }
}
