package dev.saoma.oidc.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.oidc.OidcSchema;
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

class SqliteSigningKeysTest extends SigningKeysSuite {
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
        if (store != null) {
            store.close();
        }
    }

    @Test
    void signsAndVerifiesWhileTheDatabaseIsDown() {
        var clock = new MovableClock();
        var wrap = new KeyWrap(SealKey.of(Secret.of("00".repeat(32))));
        OidcSchema.migrate(node().database());
        try (SigningKeys keys =
                SigningKeys.open(new KeyRotation(store, wrap, new MadeKeys(), clock), wrap, clock, clock::nanos)) {
            store.close();
            clock.pass(Duration.ofDays(89));
            keys.maintain();

            String jwt = keys.sign(SigningAlgorithm.RS256, "JWT", Map.of("sub", "ann"));
            assertThat(keys.verify(jwt)).isPresent();
            clock.pass(Duration.ofSeconds(5));
            assertThat(keys.verify(HostileJwtTest.withKid(jwt, "A".repeat(43)))).isEmpty();
        }
    }
}
