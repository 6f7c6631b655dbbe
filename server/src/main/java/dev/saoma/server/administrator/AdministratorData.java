package dev.saoma.server.administrator;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is stored about a user as an administrator, for the copy that the user may ask for.
 *
 * @param role empty when the user has none
 * @param sessions those of the console, without the hashes of their secrets, at most 1,000
 */
public record AdministratorData(Optional<GrantedRole> role, List<Times> sessions) {

    /** The times of a session of the console. */
    public record Times(Instant authenticatedAt, Instant lastSeenAt, Instant expiresAt) {}

    /** Reads what is stored about a user. */
    public static AdministratorData read(SqlConnection sql, UserId user) {
        return new AdministratorData(
                new RoleRows(sql).granted(user),
                sql.list(
                        "SELECT authenticated_at, last_seen_at, expires_at FROM saoma_console_session WHERE user_id = ?"
                                + " LIMIT 1000",
                        row -> new Times(
                                Instant.ofEpochMilli(row.getLong(1)),
                                Instant.ofEpochMilli(row.getLong(2)),
                                Instant.ofEpochMilli(row.getLong(3))),
                        user.value()));
    }
}
