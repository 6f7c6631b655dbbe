package dev.saoma.sql;

import static dev.saoma.sql.ServerDatabaseContract.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.query.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose turn it is to bring tables up to date, on every database server. */
@Timeout(60)
abstract class MigrationTurnContract {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestServer server;
    private HikariDataSource one;
    private HikariDataSource other;

    MigrationTurnContract(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void open() {
        String url = server.newDatabase();
        one = pool(url);
        other = pool(url);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void isOneNodesAtATime() throws SQLException {
        var turn = await(one, LONG);
        LoginException late = refused(() -> unchecked(other, SHORT));
        assertThat(late.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(late).hasMessageContainingAll("Another node", "the shop", "Start again");
        turn.close();

        await(other, LONG).close();
        await(one, LONG).close();
    }

    @Test
    void passesOnWhenItsNodeDies() throws SQLException {
        var turn = await(one, LONG);
        one.close();

        await(other, LONG).close();
        turn.close();
    }

    @Test
    void holdsUpNoOtherDatabase() throws SQLException {
        try (var turn = await(one, LONG);
                var elsewhere = pool(server.newDatabase());
                var theirs = await(elsewhere, SHORT)) {
            assertThat(theirs).isNotSameAs(turn);
        }
    }

    @Test
    void givesItsConnectionBackAsItCame() throws SQLException {
        await(one, LONG).close();

        try (Connection connection = one.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    private MigrationTurn await(DataSource source, Duration patience) throws SQLException {
        return MigrationTurn.await(
                source, server == TestServer.MARIADB ? Dialect.MYSQL : Dialect.POSTGRESQL, "the shop", patience);
    }

    private MigrationTurn unchecked(DataSource source, Duration patience) {
        try {
            return await(source, patience);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(server.user());
        config.setPassword("");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }
}
