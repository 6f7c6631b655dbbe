package dev.saoma.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.database.TestServer;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows.Kept;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node that must not migrate runs on tables of the first release until an administrator brings them up to date. */
class OlderTablesTest {
    private static final AppId APP = new AppId("wx1");
    private static final UserId ANN = new UserId("ann");
    private static final Instant NOW = Instant.ofEpochMilli(1_000);

    @Test
    void ofSqlite() {
        try (Database database = SqliteDatabase.inMemory()) {
            check(database);
        }
    }

    @Test
    void ofPostgreSql() {
        try (Database database = TestServer.POSTGRESQL.migrated()) {
            check(database);
        }
    }

    private static void check(Database database) {
        SqlStore.open(database, true);
        database.write(sql -> {
            List.of("by_actor", "by_user_actor", "by_actor_kind")
                    .forEach(index -> sql.execute("DROP INDEX saoma_audit_event_" + index));
            sql.execute("ALTER TABLE saoma_audit_event DROP COLUMN actor");
            sql.execute("DROP TABLE saoma_lease");
            return true;
        });
        SqlStore store = SqlStore.open(database, false);
        WeChatAuth auth = store.write(tx -> tx.auths().insert(identity(), ANN, NOW));

        store.run(tx -> tx.audit().append(AuditEvent.of(NOW, Kind.BOUND, Actor.of(ANN), ANN, APP, "")));
        boolean opened = store.write(tx -> tx.open(session(auth), APP, signedIn()));
        store.run(tx -> tx.audit().rename(ANN, new UserId("erased")));

        assertThat(opened).isTrue();
        assertThat(store.<Boolean>write(tx -> tx.leases().take("sweep", "node", Duration.ofMinutes(1))))
                .isTrue();
        assertThat(newest(store, AuditFilter.ALL))
                .containsExactly(
                        new AuditEvent(NOW, Kind.SIGNED_IN, Actor.UNKNOWN, "erased", "wx1", "MyWeChatLogin"),
                        new AuditEvent(NOW, Kind.BOUND, Actor.UNKNOWN, "erased", "wx1", ""));
        assertThat(newest(store, by(Actor.UNKNOWN))).hasSize(2);
        assertThat(newest(store, by(Actor.KEY))).isEmpty();
        assertThat(newest(store, by(Actor.of(ANN)))).isEmpty();
    }

    private static List<AuditEvent> newest(SqlStore store, AuditFilter filter) {
        return store.read(tx -> tx.audit().newest(filter, Long.MAX_VALUE, 10)).stream()
                .map(Kept::event)
                .toList();
    }

    private static AuditFilter by(Actor actor) {
        return new AuditFilter(Optional.empty(), Optional.of(actor), Optional.empty());
    }

    private static AuditEvent signedIn() {
        return AuditEvent.of(NOW, Kind.SIGNED_IN, Actor.of(ANN), ANN, APP, "MyWeChatLogin");
    }

    private static WeChatIdentity identity() {
        return new WeChatIdentity(APP, new OpenPlatform("default"), new OpenId("oAnn-wx1"), null);
    }

    private static Session session(WeChatAuth auth) {
        return new Session(
                new SessionId("0123456789abcdef0123456789abcdef"),
                Token.random().hash(),
                ANN,
                null,
                auth.id(),
                "MyWeChatLogin",
                "",
                Platform.WEB,
                NOW,
                NOW,
                NOW);
    }
}
