package dev.saoma.oidc;

import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;

/** The provider's tables, {@code saoma_oidc_*}, with their own migration history. */
public final class OidcSchema {
    private static final String SCHEMA = "dev/saoma/oidc/schema";
    private static final String HISTORY = "saoma_oidc_schema_history";

    private OidcSchema() {}

    /**
     * Brings the tables up to date, also when several nodes do so at once.
     *
     * @throws dev.saoma.error.ConfigException when the database refuses a script, or is of a newer release
     */
    public static void migrate(Database database) {
        database.migrate(SCHEMA, HISTORY);
    }

    /** Returns the version of the tables in a database, and changes nothing. */
    public static SchemaState state(Database database) {
        return database.state(SCHEMA, HISTORY);
    }
}
