package dev.saoma.oidc.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MemoryTempDir;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSigningKeysTest extends SigningKeysContract {
    @TempDir(factory = MemoryTempDir.class)
    private Path folder;

    private SqlStore store;

    @Override
    SqlStore node() {
        if (store == null) {
            store = SqlStore.open(SqliteDatabase.open(folder.resolve("saoma.db")), true);
        }
        return store;
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void signsAndVerifiesWhileTheDatabaseIsDown() {
        var clock = new MovableClock();
        SealKey key = SealKey.of(Secret.of("00".repeat(32)));
        try (SigningKeys keys = SigningKeys.open(store, key, "x", clock, clock::nanos)) {
            store.close();
            clock.pass(Duration.ofDays(89));
            keys.maintain();

            String jwt = keys.sign(SigningAlgorithm.RS256, "JWT", Map.of("sub", "ann"));
            assertThat(keys.verify(jwt)).isPresent();
            assertThat(keys.verify(HostileJwtTest.withKid(jwt, "A".repeat(43)))).isEmpty();
        }
    }
}
