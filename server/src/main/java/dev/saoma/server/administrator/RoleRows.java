package dev.saoma.server.administrator;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.security.Role;
import dev.saoma.store.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code saoma_admin}, inside one transaction. The row of a deleted account is deleted with it. */
record RoleRows(SqlConnection sql) {
    /** More administrators than any installation has. */
    static final int AT_MOST = 1_000;

    private static final String SELECT =
            "SELECT a.user_id, u.nickname, a.role, a.granted_at, a.granted_by FROM saoma_admin a"
                    + " JOIN saoma_account u ON u.id = a.user_id ";

    /** Returns the role of a user whose account is enabled. */
    Optional<Role> find(UserId user) {
        return sql.first(
                "SELECT a.role FROM saoma_admin a JOIN saoma_account u ON u.id = a.user_id WHERE a.user_id = ?"
                        + " AND u.disabled = 0",
                row -> role(row.getString(1)),
                user.value());
    }

    /** Returns whether a user has a role, also one whose account is disabled. */
    boolean has(UserId user) {
        return sql.count("SELECT count(*) FROM saoma_admin WHERE user_id = ?", user.value()) == 1;
    }

    List<GrantedRole> all() {
        return sql.list(SELECT + "ORDER BY a.user_id LIMIT " + AT_MOST, RoleRows::granted);
    }

    Optional<GrantedRole> granted(UserId user) {
        return sql.first(SELECT + "WHERE a.user_id = ?", RoleRows::granted, user.value());
    }

    /** Locks the owners until the transaction ends, and returns them. */
    List<UserId> lockOwners(Dialect dialect) {
        return sql.list(
                "SELECT user_id FROM saoma_admin WHERE role = 'owner' ORDER BY user_id" + dialect.forUpdate(),
                row -> new UserId(row.getString(1)));
    }

    long count() {
        return sql.count("SELECT count(*) FROM saoma_admin");
    }

    /** Stores the role of a user, in place of an earlier one. */
    void put(UserId user, Role role, Instant at, Actor by) {
        delete(user);
        sql.execute(
                "INSERT INTO saoma_admin (user_id, role, granted_at, granted_by) VALUES (?, ?, ?, ?)",
                user.value(),
                name(role),
                at.toEpochMilli(),
                by.name());
    }

    /** Returns whether the user had a role. */
    boolean delete(UserId user) {
        return sql.execute("DELETE FROM saoma_admin WHERE user_id = ?", user.value()) == 1;
    }

    /** Replaces the user who gave roles by another name. */
    void renameGranter(UserId user, UserId name) {
        sql.execute(
                "UPDATE saoma_admin SET granted_by = ? WHERE granted_by = ?",
                Actor.of(name).name(),
                Actor.of(user).name());
    }

    static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A role of a newer release is read as the least one. */
    static Role role(String name) {
        return switch (name) {
            case "owner" -> Role.OWNER;
            case "operator" -> Role.OPERATOR;
            default -> Role.VIEWER;
        };
    }

    private static GrantedRole granted(ResultSet row) throws SQLException {
        return new GrantedRole(
                new UserId(row.getString(1)),
                row.getString(2),
                role(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                new Actor(row.getString(5)));
    }
}
