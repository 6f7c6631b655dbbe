package dev.saoma.oidc.store;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.durability.Durability;
import dev.saoma.identity.UserId;
import dev.saoma.store.sql.SqlStore;
import java.util.function.Function;

/**
 * The provider's rows together with Saoma's, read and changed in transactions. The rules of {@link dev.saoma.store.Store} hold here
 * too. Thread-safe.
 *
 * @param store on a database that has the provider's tables
 */
public record GrantStore(SqlStore store) {

    /** Runs a function in one transaction. */
    public <T> T write(Durability durability, Function<GrantTransaction, T> work) {
        return store.database().write(durability, sql -> work.apply(rows(sql)));
    }

    /** Runs a function that is one changing statement. */
    public <T> T writeSingle(Durability durability, Function<GrantTransaction, T> work) {
        return store.database().writeSingle(durability, sql -> work.apply(rows(sql)));
    }

    /** Reads committed rows that are found by their keys. */
    public <T> T lookUp(Function<GrantTransaction, T> work) {
        return store.database().lookUp(sql -> work.apply(rows(sql)));
    }

    /** Reads committed rows. */
    public <T> T read(Function<GrantTransaction, T> work) {
        return store.database().read(sql -> work.apply(rows(sql)));
    }

    /** Returns whether other nodes may use the same database. */
    public boolean isShared() {
        return store.database().dialect() != Dialect.SQLITE;
    }

    /**
     * Returns what is stored about a user, for a copy that the user asks for.
     *
     * @param subject the user's name for clients
     */
    public PersonalGrants personalGrants(UserId user, String subject) {
        return store.database().read(sql -> PersonalGrants.read(sql, user, subject));
    }

    private GrantTransaction rows(SqlConnection sql) {
        return GrantTransaction.of(store.rows(sql), sql, store.database().dialect());
    }
}
