package dev.saoma.oidc;

import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import java.util.List;

/** The provider's tables, {@code saoma_oidc_*}, with their own migration history. */
public final class OidcSchema {
    private static final String SCHEMA = "dev/saoma/oidc/schema";
    private static final String HISTORY = "saoma_oidc_schema_history";

    private static final List<String> TABLES = List.of(
            "saoma_oidc_key",
            "saoma_oidc_request",
            "saoma_oidc_grant",
            "saoma_oidc_code",
            "saoma_oidc_token",
            "saoma_oidc_logout");

    private OidcSchema() {}

    /**
     * Brings the tables up to date, also when several nodes do so at once.
     *
     * @throws ConfigException when the database refuses a script, or is of a newer release
     */
    public static void migrate(Database database) {
        database.migrate(SCHEMA, HISTORY);
    }

    /**
     * Requires that all tables can be read, in a database whose administrator runs the scripts.
     *
     * @throws ConfigException naming the first table that cannot
     */
    public static void require(Database database) {
        for (String table : TABLES) {
            try {
                database.<Long>read(sql -> sql.count("SELECT count(*) FROM " + table + " WHERE 1 = 0"));
            } catch (LoginException e) {
                var missing = new ConfigException(
                        "settings",
                        "saoma.store.migrate",
                        "is false, and the table " + table + " of the OpenID provider cannot be read (" + e.note()
                                + "); let an administrator of the database run the scripts of " + SCHEMA
                                + " in the jar, or set it to true");
                missing.initCause(e);
                throw missing;
            }
        }
    }

    /** Returns the version of the tables in a database, and changes nothing. */
    public static SchemaState state(Database database) {
        return database.state(SCHEMA, HISTORY);
    }
}
