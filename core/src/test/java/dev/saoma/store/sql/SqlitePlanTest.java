package dev.saoma.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqlConnection;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.identity.AppId;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.SessionId;
import dev.saoma.store.Ticket;
import dev.saoma.store.Transaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement of a login, a bind or a session scans a whole table, since it would slow down with every user. */
class SqlitePlanTest {
    private static final AppId APP = new AppId("wx0123456789abcdef");
    private static final UserId USER = new UserId("user");
    private static final OpenPlatform ACCOUNT = new OpenPlatform("default");
    private static final UnionId UNION = new UnionId("o6_bmasdasdsad6_2sgVt7hMZOPfL");
    private static final TokenHash HASH = Token.random().hash();
    private static final Instant NOW = Instant.EPOCH;

    @TempDir
    private Path folder;

    @Test
    void findsWhatItLooksForByAnIndex() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("saoma.db"))) {
            SqlStore store = SqlStore.open(database, true);
            List<String> plans = database.write(handle -> {
                List<String> statements = statements(store, handle);
                assertThat(statements).hasSizeGreaterThan(30);
                return statements.stream()
                        .flatMap(sql -> plan(handle, sql).stream())
                        .toList();
            });

            assertThat(plans).noneMatch(step -> step.contains("SCAN saoma_"));
        }
    }

    /** Returns the SQL of every statement, recorded while it runs. */
    private static List<String> statements(SqlStore store, SqlConnection handle) {
        var recorded = new RecordedStatements(handle);
        Transaction tx = store.rows(recorded.connection());
        ledger(tx);
        tickets(tx);
        sessions(tx);
        personalData(tx);
        tx.audit().newest(new AuditFilter(Optional.of("user"), Optional.empty(), Optional.empty()), 5, 10);
        tx.audit().rename(USER, new UserId("erased"));
        tx.audit().sweep(NOW, 10);
        return recorded.seen();
    }

    private static void ledger(Transaction tx) {
        tx.auths().byId(1);
        tx.auths().byOpenId(APP, new OpenId("oVtGJwK1GZmRqGG9EnPuZlmoFbkY"));
        tx.auths().byUser(APP, USER);
        tx.auths().byOpenIdOrUser(APP, new OpenId("oVtGJwK1GZmRqGG9EnPuZlmoFbkY"), USER);
        tx.auths().lockById(1);
        tx.auths().lockByUser(USER);
        tx.auths().claimProfile(1, NOW, NOW);
        tx.auths().delete(1);
        tx.auths().userOf(ACCOUNT, UNION);
        tx.auths().unionIdOf(ACCOUNT, USER);
        tx.auths().deleteIdentity(ACCOUNT, USER);
        tx.auths().isUnbound(APP, USER);
        tx.auths().isUnbound(USER);
        tx.auths().deleteUnbound(APP, USER);
        tx.auths().deleteUser(USER);
    }

    private static void tickets(Transaction tx) {
        tx.tickets().find(Ticket.Kind.ATTEMPT, HASH, NOW);
        tx.tickets().take(Ticket.Kind.ATTEMPT, HASH, NOW);
        tx.tickets().takeOf(HASH, Ticket.Kind.ATTEMPT, HASH, NOW);
        tx.tickets().fail(Ticket.Kind.LOGIN_CODE, HASH);
        tx.tickets().keepNewest(Ticket.Kind.ATTEMPT, HASH, 19);
        tx.tickets().removeOf(USER);
        tx.tickets().removeOf(USER, APP);
        tx.tickets().removeAllOf(USER);
        tx.tickets().sweep(NOW, 10);
    }

    private static void sessions(Transaction tx) {
        tx.sessions().byHash(HASH);
        tx.sessions().touch(new SessionId("0123456789abcdef0123456789abcdef"), NOW);
        tx.sessions().byUser(USER, 10);
        tx.sessions().setAuthenticatedAt(HASH, NOW);
        tx.sessions().rotate(HASH, Token.random().hash(), null);
        tx.sessions().deleteById(new SessionId("0123456789abcdef0123456789abcdef"), USER);
        tx.sessions().byId(new SessionId("s1"));
        tx.sessions().deleteByCorp(USER, new CorpId("corp"));
        tx.sessions().delete(HASH);
        tx.sessions().deleteByAuth(USER, 1);
        tx.sessions().deleteByUser(USER, null);
        tx.sessions().sweep(NOW, 10);
    }

    private static void personalData(Transaction tx) {
        // With a row, so that the statement for its application runs too.
        tx.auths()
                .insert(new WeChatIdentity(APP, ACCOUNT, new OpenId("oVtGJwK1GZmRqGG9EnPuZlmoFbkY"), UNION), USER, NOW);
        tx.personalData().usersOf(new OpenId("oVtGJwK1GZmRqGG9EnPuZlmoFbkY"), 10);
        tx.personalData().usersOf(UNION, 10);
        tx.personalData().identities(USER, 10);
        tx.personalData().unbindings(USER, 10);
        tx.personalData().tickets(USER, 10);
    }

    private static List<String> plan(SqlConnection handle, String sql) {
        // Any value: the plan does not depend on it.
        Object[] values = Collections.nCopies(
                        (int) sql.chars().filter(c -> c == '?').count(), "x")
                .toArray();
        return handle.list("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail") + "  in  " + sql, values);
    }
}
