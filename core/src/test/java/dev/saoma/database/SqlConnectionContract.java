package dev.saoma.database;

import static dev.saoma.database.ServerDatabaseContract.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection does with SQL and values, on every database. Everything runs often enough for prepared statements. */
abstract class SqlConnectionContract {
    private static final int TIMES = 12;

    private Database database;

    /** Opens a database without tables. */
    protected abstract Database open();

    /** Returns the type of a generated key. */
    protected abstract String key();

    @BeforeEach
    void table() {
        database = open();
        database.write(sql ->
                sql.execute("CREATE TABLE t (id " + key() + " PRIMARY KEY, name VARCHAR(20), n BIGINT, i INTEGER)"));
        database.write(sql -> sql.execute("CREATE UNIQUE INDEX t_n ON t (n)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long insert(String name, Long n) {
        return database.write(sql -> sql.insert("INSERT INTO t (name, n) VALUES (?, ?)", name, n));
    }

    private List<String> names() {
        return database.read(sql -> sql.list("SELECT name FROM t ORDER BY id", row -> row.getString(1)));
    }

    @Test
    void bindsNulls() {
        for (int i = 0; i < TIMES; i++) {
            Long n = i % 2 == 0 ? null : (long) i;
            String name = i % 3 == 0 ? null : "x";
            Integer small = i % 4 == 0 ? null : i;
            database.write(sql -> sql.execute("INSERT INTO t (name, n, i) VALUES (?, ?, ?)", name, n, small));
        }

        List<List<Object>> rows = database.read(sql -> sql.list(
                "SELECT name, n, i FROM t ORDER BY id",
                row -> Arrays.asList(row.getString(1), row.getObject(2), row.getObject(3))));
        assertThat(rows).hasSize(TIMES);
        assertThat(rows.get(0)).containsOnlyNulls();
        assertThat(rows.get(1)).extracting(String::valueOf).containsExactly("x", "1", "1");
        assertThat(rows.get(2)).extracting(String::valueOf).containsExactly("x", "null", "2");
        assertThat(rows.get(9)).extracting(String::valueOf).containsExactly("null", "9", "9");
    }

    @Test
    void returnsTheKeyOfAnInsertedRow() {
        for (int i = 1; i <= TIMES; i++) {
            long id = insert("n" + i, (long) i);

            Optional<String> name =
                    database.read(sql -> sql.first("SELECT name FROM t WHERE id = ?", row -> row.getString(1), id));
            assertThat(name).contains("n" + i);
        }
    }

    @Test
    void returnsTheNumberOfChangedRows() {
        for (int i = 0; i < TIMES; i++) {
            insert("a", (long) i);
        }

        assertThat(database.<Integer>write(sql -> sql.execute("UPDATE t SET name = ? WHERE n < ?", "b", 5L)))
                .isEqualTo(5);
        assertThat(database.<Integer>write(sql -> sql.execute("DELETE FROM t WHERE name = ?", "c")))
                .isZero();
    }

    @Test
    void returnsTheFirstRowOrNone() {
        insert("a", 1L);
        insert("b", 2L);

        for (int i = 0; i < TIMES; i++) {
            assertThat(find("SELECT name FROM t WHERE n > ? ORDER BY n", 0)).contains("a");
            assertThat(find("SELECT name FROM t WHERE n > ? ORDER BY n", 2)).isEmpty();
        }
    }

    private Optional<String> find(String query, long value) {
        return database.read(sql -> sql.first(query, row -> row.getString(1), value));
    }

    @Test
    void bindsAListOfValuesOfAnyLength() {
        for (int i = 1; i <= TIMES; i++) {
            insert("n" + i, (long) i);
        }

        for (int length = 1; length <= TIMES; length++) {
            var values = new ArrayList<Object>(List.of("n1"));
            for (long n = 1; n <= length; n++) {
                values.add(n);
            }
            String query =
                    "SELECT count(*) FROM t WHERE name <> ? AND n IN " + SqlConnection.placeholders(values.size() - 1);
            assertThat(database.<Long>read(sql -> sql.count(query, values.toArray())))
                    .isEqualTo(length - 1);
        }
    }

    @Test
    void runsWhatMayRunLaterInOrderAndBeforeTheNext() {
        for (int i = 0; i < TIMES; i++) {
            long n = i;
            List<String> seen = database.write(sql -> {
                sql.executeLater("DELETE FROM t");
                sql.executeLater("INSERT INTO t (name, n) VALUES (?, ?)", "a", n);
                sql.executeLater("UPDATE t SET name = ? WHERE name = ? AND n = ?", "b", "a", n);
                List<String> names = sql.list("SELECT name FROM t WHERE n = ?", row -> row.getString(1), n);
                sql.executeLater("UPDATE t SET name = ? WHERE name = ?", "c", "b");
                sql.executeLater("INSERT INTO t (name, n) VALUES (?, ?)", "d", null);
                return names;
            });

            assertThat(seen).containsExactly("b");
            assertThat(names()).containsExactly("c", "d");
        }
    }

    @Test
    void returnsTheKeyOfARowThatIsInsertedAfterLaterOnes() {
        for (int i = 0; i < TIMES; i++) {
            String name = "n" + i;
            long id = database.write(sql -> {
                sql.executeLater("INSERT INTO t (name) VALUES (?)", "later");
                return sql.insert("INSERT INTO t (name) VALUES (?)", name);
            });

            assertThat(find("SELECT name FROM t WHERE id = ?", id)).contains(name);
        }
    }

    @Test
    void runsAStatementAgainThatHasFailed() {
        insert("a", 1L);
        for (int i = 2; i < TIMES; i++) {
            refused(() -> insert("again", 1L));
            insert("b", (long) i);
        }

        assertThat(names()).hasSize(TIMES - 1).doesNotContain("again");
    }

    @Test
    void runsAQueryAgainWhoseRowCouldNotBeRead() {
        insert("a", 1L);
        String query = "SELECT name FROM t WHERE n = ?";
        for (int i = 0; i < TIMES; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.read(sql -> sql.first(
                            query,
                            row -> {
                                throw new IllegalStateException("on purpose");
                            },
                            1L)));

            assertThat(find(query, 1)).contains("a");
        }
    }

    /** The inner statement is the outer one again, with other values. */
    @Test
    void runsStatementsWhileRowsAreRead() {
        for (int i = 1; i <= 3; i++) {
            insert("n" + i, (long) i);
        }
        String query = "SELECT name, n FROM t WHERE n >= ? ORDER BY n";

        for (int i = 0; i < TIMES; i++) {
            List<String> names = database.write(sql -> sql.list(
                    query, row -> row.getString(1) + sql.list(query, inner -> inner.getString(1), row.getLong(2)), 2L));
            assertThat(names).containsExactly("n2[n2, n3]", "n3[n3]");
        }
    }

    @Test
    void findsColumnsThatAMigrationHasAdded() {
        insert("a", 1L);
        assertThat(find("SELECT name FROM t WHERE n = ?", 1)).contains("a");
        database.write(sql -> sql.execute("ALTER TABLE t ADD COLUMN more VARCHAR(20) DEFAULT 'new'"));

        assertThat(find("SELECT name FROM t WHERE n = ?", 1)).contains("a");
        assertThat(find("SELECT more FROM t WHERE n = ?", 1)).contains("new");
        insert("b", 2L);
        assertThat(find("SELECT more FROM t WHERE n = ?", 2)).contains("new");
    }
}
