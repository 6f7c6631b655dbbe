package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.Race;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.store.sql.SqlStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database server guarantees to a store, apart from the contracts of its rows. */
@Timeout(60)
public abstract class ServerDatabaseContract {
    private final TestServer server;
    private final String laxType;
    private final String[] versions;
    private String url;
    private ServerDatabase database;

    /**
     * @param laxType a column type in which {@code a} may equal {@code A}, or {@code x} may equal {@code x }
     * @param versions the versions of the migration scripts
     */
    protected ServerDatabaseContract(TestServer server, String laxType, String... versions) {
        this.server = server;
        this.laxType = laxType;
        this.versions = versions;
    }

    @BeforeEach
    void open() {
        url = server.newDatabase();
        database = open(url, 2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void migratesTwiceWithoutHarm() {
        SqlStore.open(database, true);

        SqlStore.open(database, true);
    }

    @Test
    void isMigratedOnceByManyThatStartAtOnce() {
        migrateAtOnce();
    }

    @Tag("full")
    @RepeatedTest(4)
    void isMigratedOnceByManyThatStartAtOnceAgain() {
        migrateAtOnce();
    }

    /** Each node migrates two histories, as the server does. The second migration finds the tables of the first. */
    private void migrateAtOnce() {
        String another = server.newDatabase();
        try (var race = new Race(8)) {
            assertThat(race.run(i -> {
                        try (var node = open(another, 2)) {
                            node.migrate("dev/saoma/sql/more", "more_schema_history");
                            SqlStore.open(node, true);
                            return "there";
                        }
                    }))
                    .containsOnly("there");
        }
        try (var node = open(another, 1)) {
            assertThat(ran(node, "more_schema_history")).containsExactly("1");
            assertThat(ran(node, "saoma_schema_history")).containsExactly(versions);
        }
    }

    @Test
    void isMigratedOnceByManyThatFindTablesAtOnce() {
        migrateBesideTables();
    }

    @Tag("full")
    @RepeatedTest(9)
    void isMigratedOnceByManyThatFindTablesAtOnceAgain() {
        migrateBesideTables();
    }

    /** The database has tables of the application but no migration history. */
    private void migrateBesideTables() {
        String another = server.newDatabase();
        List<ServerDatabase> nodes =
                Stream.generate(() -> open(another, 2)).limit(8).toList();
        nodes.get(0).migrate("dev/saoma/sql/more", "more_schema_history");
        try (var race = new Race(nodes.size())) {
            assertThat(race.run(i -> {
                        SqlStore.open(nodes.get(i), true);
                        return "there";
                    }))
                    .containsOnly("there");
            assertThat(ran(nodes.get(0), "saoma_schema_history")).containsExactly(versions);
        } finally {
            nodes.forEach(ServerDatabase::close);
        }
    }

    @Test
    void readsWhatWasCommittedMeanwhile() {
        counter();

        int seen = database.write(handle -> {
            int before = count(handle);
            database.write(other -> other.execute("UPDATE counter SET n = n + 1"));
            return count(handle) - before;
        });

        assertThat(seen).as("READ COMMITTED").isEqualTo(1);
    }

    @Test
    void keepsNothingOfWorkThatThrows() {
        counter();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.write(handle -> {
                    handle.execute("UPDATE counter SET n = 7");
                    throw new IllegalStateException("later");
                }));
        assertThat(database.<Integer>read(ServerDatabaseContract::count)).isZero();
    }

    @Test
    void runsWorkAgainThatLostARace() {
        counter();
        var runs = new AtomicInteger();

        int end = database.write(handle -> {
            int run = runs.incrementAndGet();
            if (run < 3) {
                handle.execute("INSERT INTO counter VALUES (1, 0)");
            }
            return run;
        });

        assertThat(end).isEqualTo(3);
    }

    @Test
    void runsNothingForEver() {
        counter();
        var runs = new AtomicInteger();

        LoginException failure = refused(() -> database.write(handle -> {
            runs.incrementAndGet();
            return handle.execute("INSERT INTO counter VALUES (1, 0)");
        }));

        assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(runs).hasValue(8);
    }

    @Test
    void asksTwiceBeforeItRefuses() {
        var runs = new AtomicInteger();

        LoginException failure = refused(() -> database.write(handle -> {
            runs.incrementAndGet();
            throw new LoginException(ErrorCode.ALREADY_BOUND, "No.");
        }));

        assertThat(failure.code()).isEqualTo(ErrorCode.ALREADY_BOUND);
        assertThat(runs).hasValue(2);
    }

    @Test
    void outlivesDeadlocks() {
        counter();
        database.write(handle -> handle.execute("INSERT INTO counter VALUES (2, 0)"));

        try (var race = new Race(2)) {
            for (int round = 0; round < 3; round++) {
                assertThat(race.run(i -> database.write(handle -> {
                            handle.execute("UPDATE counter SET n = n + 1 WHERE id = ?", 1 + i);
                            sleep(50);
                            return handle.execute("UPDATE counter SET n = n + 1 WHERE id = ?", 2 - i);
                        })))
                        .containsExactly(1, 1);
            }
        }
        assertThat(database.<Integer>read(ServerDatabaseContract::count)).isEqualTo(6);
    }

    @Test
    void tellsNoValueOfARow() {
        database.write(handle -> handle.execute("CREATE TABLE t (id VARCHAR(40) PRIMARY KEY)"));

        LoginException failure = refused(() -> database.write(handle -> {
            handle.execute("INSERT INTO t VALUES (?)", "oCANARY");
            return handle.execute("INSERT INTO t VALUES (?)", "oCANARY");
        }));

        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace + failure.note()).doesNotContain("CANARY").contains("23");
    }

    @Test
    void saysUnavailableOnceItIsClosed() {
        database.close();

        assertThat(refused(() -> database.read(handle -> 1)).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    /** Sets whether new connections lead to a server that refuses writes, such as a demoted primary. */
    protected abstract void readOnly(boolean is, String database) throws SQLException;

    @Test
    void isKnownToTakeNoWritesAndFoundAgainWhenItDoes() throws Exception {
        SqlStore.open(database, true);
        String name = url.replaceFirst(".*/", "");
        readOnly(true, name);
        try (var demoted = open(url, 2);
                var probe = new DatabaseProbe(demoted)) {
            assertThat(probe.answers()).isFalse();

            readOnly(false, name);
            // Only new connections can write: the existing ones still lead to the demoted server.
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!probe.answers()) {
                assertThat(System.nanoTime())
                        .as("time to leave the demoted server")
                        .isLessThan(until);
                Thread.sleep(100);
            }
        } finally {
            readOnly(false, name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"saoma_wechat_auth.open_id", "saoma_ticket.user_id", "saoma_wechat_person.union_id"})
    void refusesAColumnThatTakesDifferentTextsForEqual(String column) {
        SqlStore.open(database, true);
        String[] name = column.split("\\.");
        database.write(handle -> handle.execute("ALTER TABLE " + name[0] + " " + laxType.replace("column", name[1])));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SqlStore.open(database, false))
                .satisfies(fault -> assertThat(fault.key()).isEqualTo(column));
    }

    private ServerDatabase open(String url, int poolSize) {
        return ServerDatabase.open(url, server.user(), server.password(), poolSize);
    }

    /** Returns the versions of the scripts that ran, with one entry for each run. */
    private static List<String> ran(ServerDatabase database, String history) {
        return database.read(handle -> handle.list(
                "SELECT version FROM " + history + " WHERE success AND type = 'SQL' ORDER BY installed_rank",
                row -> row.getString(1)));
    }

    private void counter() {
        database.write(handle -> handle.execute("CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER)"));
        database.write(handle -> handle.execute("INSERT INTO counter VALUES (1, 0)"));
    }

    private static int count(SqlConnection handle) {
        return handle.first("SELECT n FROM counter WHERE id = 1", row -> row.getInt(1))
                .orElseThrow();
    }

    static LoginException refused(java.util.function.Supplier<?> work) {
        try {
            work.get();
        } catch (LoginException e) {
            return e;
        }
        throw new AssertionError("it was not refused");
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
