package dev.saoma.database;

import static dev.saoma.database.ServerDatabaseContract.refused;
import static dev.saoma.durability.Durability.ASYNCHRONOUS;
import static dev.saoma.durability.Durability.SYNCHRONOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The setting {@code synchronous_commit} inside each transaction, and the statements that share a round trip. Everything runs
 * more often than five times on one connection, since the driver then sends prepared statements.
 */
@Timeout(60)
class PostgresDurabilityTest {
    private static final int TIMES = 12;
    private static final String NOTE = "INSERT INTO seen (setting) VALUES (current_setting('synchronous_commit'))";
    private static final String SHOW = "SELECT current_setting('synchronous_commit')";

    private String url;
    private ServerDatabase database;

    @BeforeEach
    void open() {
        url = TestServer.POSTGRESQL.newDatabase();
        database = connect();
        database.write(sql -> sql.execute("CREATE TABLE seen (setting VARCHAR(10))"));
        database.write(sql -> sql.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ServerDatabase connect() {
        return ServerDatabase.open(url, TestServer.POSTGRESQL.user(), TestServer.POSTGRESQL.password(), 1);
    }

    private void turnOffByDefault() {
        database.write(
                sql -> sql.execute("ALTER DATABASE " + url.replaceFirst(".*/", "") + " SET synchronous_commit = off"));
        database.close();
        database = connect();
    }

    private List<String> seen(Database from) {
        return from.read(sql -> sql.list("SELECT setting FROM seen", row -> row.getString(1)));
    }

    private List<Integer> ids() {
        return database.read(sql -> sql.list("SELECT id FROM t ORDER BY id", row -> row.getInt(1)));
    }

    /** Notes the setting inside transactions of either durability, one after the other on one connection. */
    private static void note(Database on, boolean single) {
        for (int i = 0; i < TIMES; i++) {
            Durability durability = i % 2 == 0 ? ASYNCHRONOUS : SYNCHRONOUS;
            if (single) {
                on.writeSingle(durability, sql -> sql.execute(NOTE));
            } else {
                on.write(durability, sql -> sql.execute(NOTE));
            }
        }
    }

    private static String[] alternating() {
        return Stream.generate(() -> Stream.of("off", "on"))
                .limit(TIMES / 2)
                .flatMap(pair -> pair)
                .toArray(String[]::new);
    }

    @Nested
    class OnItsOwnPool {
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void theSettingFollowsTheDurability(boolean single) {
            note(database, single);

            assertThat(seen(database)).containsExactly(alternating());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void theSettingFollowsTheDurabilityWhereItIsOffByDefault(boolean single) {
            turnOffByDefault();

            note(database, single);

            assertThat(seen(database)).containsExactly(alternating());
        }

        @Test
        void theSettingEndsWithATransactionThatFails() {
            for (int i = 0; i < TIMES; i++) {
                refused(() -> database.write(ASYNCHRONOUS, sql -> sql.execute("no SQL")));
                refused(() -> database.writeSingle(ASYNCHRONOUS, sql -> sql.execute("no SQL")));
                database.write(sql -> sql.execute(NOTE));
            }

            assertThat(seen(database)).hasSize(TIMES).containsOnly("on");
        }
    }

    @Nested
    class OnADataSourceOfTheApplication {
        @ParameterizedTest
        @ValueSource(strings = {"on", "off"})
        void theSettingFollowsTheDurabilityAndIsTheApplicationsAgain(String theirs) throws Exception {
            try (Connection connection = DriverManager.getConnection(url, TestServer.POSTGRESQL.user(), "");
                    var statement = connection.createStatement();
                    var borrowing = ServerDatabase.of(new OneConnection(connection), 1)) {
                statement.execute("SET synchronous_commit = " + theirs);

                note(borrowing, false);

                assertThat(seen(borrowing)).containsExactly(alternating());
                var now = statement.executeQuery(SHOW);
                now.next();
                assertThat(now.getString(1)).isEqualTo(theirs);
            }
        }
    }

    @Nested
    class OneRoundTrip {
        @ParameterizedTest
        @ValueSource(strings = {"SYNCHRONOUS", "ASYNCHRONOUS"})
        void isRolledBackAsAWholeWithoutBegin(Durability durability) {
            for (int i = 0; i < TIMES; i++) {
                refused(() -> database.writeSingle(durability, sql -> {
                    sql.executeLater("INSERT INTO t VALUES (?)", 1);
                    sql.executeLater("INSERT INTO t VALUES (?)", 2);
                    return sql.execute("INSERT INTO t VALUES (1 / ?)", 0);
                }));
            }

            assertThat(ids()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"SYNCHRONOUS", "ASYNCHRONOUS"})
        void isCommittedAsAWholeWithoutBegin(Durability durability) {
            for (int i = 0; i < TIMES; i++) {
                int id = i;
                int changed = database.writeSingle(durability, sql -> {
                    sql.executeLater("INSERT INTO t VALUES (?)", id);
                    return sql.execute("INSERT INTO t VALUES (?)", TIMES + id);
                });
                assertThat(changed).isEqualTo(1);
            }

            assertThat(ids()).hasSize(2 * TIMES);
        }

        @Test
        void isSentAlsoWhenNothingFollows() {
            database.writeSingle(ASYNCHRONOUS, sql -> {
                sql.executeLater("INSERT INTO t VALUES (?)", 1);
                sql.executeLater("INSERT INTO t VALUES (?)", 2);
                return true;
            });

            assertThat(ids()).containsExactly(1, 2);
        }

        @Test
        void thatEndsInTheCommitIsRolledBackAsAWhole() {
            var runs = new AtomicInteger();
            database.write(sql -> sql.execute("INSERT INTO t VALUES (3)"));

            var failure = refused(() -> database.write(ASYNCHRONOUS, sql -> {
                sql.execute("INSERT INTO t VALUES (1)");
                sql.executeLater("INSERT INTO t VALUES (2)");
                sql.executeLater("INSERT INTO t VALUES (3)");
                return runs.incrementAndGet();
            }));

            assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(runs).as("a conflict is tried again").hasValue(8);
            assertThat(ids()).containsExactly(3);
            database.write(sql -> sql.execute("INSERT INTO t VALUES (4)"));
            assertThat(ids()).containsExactly(3, 4);
        }

        @Test
        void thatLosesARaceInTheCommitRunsAgain() {
            var runs = new AtomicInteger();
            database.write(sql -> sql.execute("INSERT INTO t VALUES (1)"));

            database.write(sql -> {
                sql.executeLater("INSERT INTO t VALUES (?)", runs.incrementAndGet());
                return true;
            });

            assertThat(runs).hasValue(2);
            assertThat(ids()).containsExactly(1, 2);
        }

        @Test
        void leavesNothingForTheNextTransactionWhenTheWorkThrows() {
            for (int i = 0; i < TIMES; i++) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> database.write(sql -> {
                            sql.executeLater("INSERT INTO t VALUES (1)");
                            throw new IllegalStateException("on purpose");
                        }));
                database.write(sql -> sql.execute("DELETE FROM t WHERE id = 2"));
            }

            assertThat(ids()).isEmpty();
        }
    }
}
