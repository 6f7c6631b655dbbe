package dev.saoma.store.sql;

import dev.saoma.database.Database;
import dev.saoma.error.LoginException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tables of a database have. A node must run on tables of an earlier release until a database administrator brings
 * them up to date.
 *
 * @param hasLeases whether there is a table of leases
 * @param hasActors whether the audit trail has a column for the actor
 */
record TableFeatures(boolean hasLeases, boolean hasActors) {
    /** Tables of this release. */
    static final TableFeatures ALL = new TableFeatures(true, true);

    private static final Logger LOG = LoggerFactory.getLogger(TableFeatures.class);

    static TableFeatures of(Database database) {
        return new TableFeatures(
                has(
                        database,
                        "SELECT count(*) FROM saoma_lease",
                        "the table saoma_lease",
                        "tasks of several nodes may run twice"),
                has(
                        database,
                        "SELECT count(*) FROM saoma_audit_event WHERE id = 0 AND actor = ''",
                        "the column actor of saoma_audit_event",
                        "the audit trail does not say who made a change"));
    }

    private static boolean has(Database database, String query, String name, String effect) {
        try {
            database.<Long>read(sql -> sql.count(query));
            return true;
        } catch (LoginException e) {
            LOG.warn(
                    "{} is missing ({}), so that {}: bring the tables up to date, and restart", name, e.note(), effect);
            return false;
        }
    }
}
