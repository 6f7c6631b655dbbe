package dev.saoma.sql;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Versioned scripts of one folder and the table that notes which of them ran. */
record Migration(Flyway flyway) {

    /** @param connecting already knows the database */
    static Migration of(FluentConfiguration connecting, String location, String history) {
        return new Migration(connecting
                .locations("classpath:" + location)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
    }

    DataSource source() {
        return flyway.getConfiguration().getDataSource();
    }

    void run() {
        flyway.migrate();
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
