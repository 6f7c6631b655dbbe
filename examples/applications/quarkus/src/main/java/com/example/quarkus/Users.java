package com.example.quarkus;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The application's table of users. */
public final class Users {
    public static final Users TABLE = new Users(JdbcConnectionPool.create("jdbc:h2:file:./data/quarkus", "", ""));

    private final DataSource database;

    /** @param password in the form of {@link Passwords}; empty for a user who cannot log in by password */
    public record User(long id, String password, String name) {
        public boolean hasPassword() {
            return !password.isEmpty();
        }
    }

    private Users(DataSource database) {
        this.database = database;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS app_user ("
                    + "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, username VARCHAR(64) NOT NULL UNIQUE,"
                    + " password VARCHAR(200) NOT NULL, name VARCHAR(64) NOT NULL)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (find("wang").isEmpty()) {
            create("wang", Passwords.encode("secret"), "Wang Wei");
        }
    }

    public Optional<User> find(long id) {
        return find("SELECT id, password, name FROM app_user WHERE id = ?", id);
    }

    public Optional<User> find(String username) {
        return find("SELECT id, password, name FROM app_user WHERE username = ?", username);
    }

    private Optional<User> find(String query, Object value) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new User(row.getLong(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long create(String username, String password, String name) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO app_user (username, password, name) VALUES (?, ?, ?)",
                        Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, username);
            statement.setString(2, password);
            statement.setString(3, name);
            statement.executeUpdate();
            try (ResultSet key = statement.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
