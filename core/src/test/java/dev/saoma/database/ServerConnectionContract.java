package dev.saoma.database;

import static dev.saoma.database.ServerDatabaseContract.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.testing.Stall;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections to a database server are opened, waited for and returned, on every kind of server. */
@Timeout(60)
public abstract class ServerConnectionContract {
    private final TestServer server;
    private ServerDatabase database;

    protected ServerConnectionContract(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void open() {
        database = open(server.newDatabase(), 2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesEveryConnectionBack() {
        for (int i = 0; i < 10; i++) {
            refused(() -> database.read(handle -> handle.execute("no SQL")));
            refused(() -> database.write(handle -> handle.execute("no SQL")));
        }
        database.read(handle -> handle.execute("SELECT 1"));
    }

    @Test
    void refusesWhoeverFindsNoConnectionInTime() {
        var one = open(server.newDatabase(), 1);

        LoginException failure = one.read(handle -> refused(() -> one.read(other -> 1)));

        assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        one.close();
    }

    @Test
    void givesAConnectionBackAsItCame() throws Exception {
        HikariDataSource source = server.shared();
        var theirs = new Object() {
            int isolation;
            int timeout;
        };
        try (Connection connection = source.getConnection()) {
            theirs.isolation = connection.getTransactionIsolation();
            theirs.timeout = connection.getNetworkTimeout();
        }
        ServerDatabase.of(source, 1).write(handle -> handle.execute("DELETE FROM saoma_ticket"));

        try (Connection connection = source.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(theirs.isolation);
            assertThat(connection.getNetworkTimeout()).isEqualTo(theirs.timeout);
        }
    }

    @Test
    void leavesTheApplicationsDataSourceOpen() {
        HikariDataSource source = server.shared();

        ServerDatabase.of(source, 1).close();

        assertThat(source.isClosed()).isFalse();
    }

    @Test
    void namesTheAddressButNotThePasswordWhenThePasswordIsWrong() {
        String url = server.newDatabase() + "?password=CANARY";

        LoginException failure = refused(() -> ServerDatabase.open(url, "nobody", Secret.of("CANARY"), 1));

        assertThat(failure).isInstanceOf(ConfigException.class);
        assertThat(failure.getMessage()).contains("localhost").doesNotContain("CANARY");
    }

    @Test
    void namesTheDatabaseThatIsNotThere() {
        String url = server.newDatabase() + "_not";

        assertThat(refused(() -> open(url, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(url);
    }

    @Tag("full")
    @Test
    void doesNotWaitForAServerThatIsSilent() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = server.newDatabase().replaceFirst(":\\d+/", ":" + silent.getLocalPort() + "/");
            try (var stall = new Stall()) {
                assertThat(refused(() -> open(url, 1)).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                assertThat(stall.used()).isLessThan(Duration.ofSeconds(8));
            }
        }
    }

    @Tag("full")
    @Test
    void doesNotWaitForAStatementThatDoesNotEnd() {
        String sleep = server == TestServer.POSTGRESQL ? "SELECT 1 FROM pg_sleep(50)" : "SELECT sleep(50)";

        try (var stall = new Stall()) {
            assertThat(refused(() -> database.read(handle ->
                                    handle.first(sleep, row -> row.getInt(1)).orElseThrow()))
                            .code())
                    .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(stall.used()).isLessThan(Duration.ofSeconds(8));
        }
        database.read(handle -> handle.execute("SELECT 1"));
    }

    private ServerDatabase open(String url, int poolSize) {
        return ServerDatabase.open(url, server.user(), server.password(), poolSize);
    }
}
