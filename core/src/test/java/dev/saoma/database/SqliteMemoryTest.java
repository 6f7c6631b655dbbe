package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.Race;
import dev.saoma.store.sql.SqlStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SqliteMemoryTest {

    @Test
    void isMigratedAndHoldsWhatWasWrittenByMany() {
        try (var database = SqliteDatabase.inMemory();
                var race = new Race(8)) {
            SqlStore.open(database, true);
            SqlStore.open(database, true);
            race.run(i -> {
                database.write(handle -> handle.execute(
                        "INSERT INTO saoma_lease (name, holder, until_at) VALUES (?, 'me', 0)", "n" + i));
                return leases(database);
            });

            assertThat(leases(database)).isEqualTo(8);
            assertThat(database.load().connections()).isEqualTo(1);
        }
    }

    @Test
    void isNobodyElses() {
        try (var one = SqliteDatabase.inMemory();
                var other = SqliteDatabase.inMemory()) {
            one.write(handle -> handle.execute("CREATE TABLE t (id INTEGER)"));

            other.write(handle -> handle.execute("CREATE TABLE t (id INTEGER)"));
        }
    }

    private static int leases(Database database) {
        return database.read(handle -> handle.first("SELECT count(*) FROM saoma_lease", row -> row.getInt(1))
                .orElseThrow());
    }
}
