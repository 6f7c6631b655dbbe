package dev.saoma.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.DatabaseLoad;
import dev.saoma.database.Dialect;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqlConnection;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.durability.Durability;
import dev.saoma.identity.CorpId;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.session.Sessions;
import dev.saoma.store.CurrentActor;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.time.Ticker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OrganizationChangesTest {
    private static final CorpId CORP = new CorpId("acme");
    private static final int MEMBERS = 250;

    @Test
    void letOthersWriteWhileManyMembersLeave() {
        try (var database = new Counting(SqliteDatabase.inMemory())) {
            database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
            SqlStore store = SqlStore.open(database, true);
            var sessions = new Sessions(store, SessionLifetimes.DEFAULT, Clock.systemUTC(), Ticker.system());
            var changes = new OrganizationChanges(
                    new AdminTransactions(store, sessions, Clock.systemUTC(), new CurrentActor()));
            changes.create(Optional.of(CORP), "Acme");
            database.write(OrganizationChangesTest::fill);
            database.left.clear();

            changes.delete(CORP);

            assertThat(database.left).containsExactly(100, 100, 50);
            assertThat(database.durabilities).containsOnly(Durability.SYNCHRONOUS);
            assertThat(new Organizations(database).organization(CORP)).isEmpty();
        }
    }

    private static boolean fill(SqlConnection handle) {
        for (int i = 0; i < MEMBERS; i++) {
            handle.execute(
                    "INSERT INTO saoma_account (id, nickname, once_key, created_at) VALUES (?, 'n', ?, 0)",
                    "u" + i,
                    "k" + i);
            handle.execute(
                    "INSERT INTO saoma_corp_member (corp_id, user_id, joined_at) VALUES (?, ?, 0)",
                    CORP.value(),
                    "u" + i);
        }
        return true;
    }

    /** Records the durability of each transaction, and the number of members that it removes. */
    private static final class Counting implements Database {
        private final Database database;
        private final List<Integer> left = new ArrayList<>();
        private final List<Durability> durabilities = new ArrayList<>();

        Counting(Database database) {
            this.database = database;
        }

        @Override
        public <T> T write(Durability durability, Function<SqlConnection, T> work) {
            durabilities.add(durability);
            return database.write(durability, handle -> {
                int before = members(handle);
                T result = work.apply(handle);
                left.add(before - members(handle));
                return result;
            });
        }

        private static int members(SqlConnection handle) {
            return handle.first("SELECT count(*) FROM saoma_corp_member", row -> row.getInt(1))
                    .orElseThrow();
        }

        @Override
        public <T> T read(Function<SqlConnection, T> work) {
            return database.read(work);
        }

        @Override
        public Dialect dialect() {
            return database.dialect();
        }

        @Override
        public DatabaseLoad load() {
            return database.load();
        }

        @Override
        public void migrate(String location, String history) {
            database.migrate(location, history);
        }

        @Override
        public SchemaState state(String location, String history) {
            return database.state(location, history);
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
