package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.TestServer;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A login code is redeemed while another node has an uncommitted unbind of its WeChat. */
@Timeout(120)
class UnbindAtRedemptionTest {

    @TempDir
    private Path folder;

    @Test
    void winsOnPostgresql() {
        wins(TestServer.POSTGRESQL);
    }

    @Test
    @Tag("full")
    void winsOnMariaDb() {
        wins(TestServer.MARIADB);
    }

    private void wins(TestServer server) {
        Database database = server.migrated();
        try (var test = new TestApp(folder, "deny", new MemoryUsers(false), database)) {
            test.wechat().bind("ann", test.ann(test.wechat()));
            String code = test.wechat().getLoginCode(test.ann(test.wechat())).loginCode();

            CompletableFuture<String> end = database.write(unbinding -> {
                assertThat(unbinding.execute("DELETE FROM saoma_wechat_auth")).isEqualTo(1);
                CompletableFuture<String> redeeming = CompletableFuture.supplyAsync(() -> redeem(test, code));
                awaitLock(server, database, redeeming);
                return redeeming;
            });

            assertThat(end.join()).isEqualTo("login_code_invalid");
            assertThat(test.app.sessions().of(new UserId("ann"))).isEmpty();
        }
    }

    private static String redeem(TestApp test, String code) {
        try {
            test.authSvc().loginByCode(code, null, "web");
            return "signed in";
        } catch (LoginException e) {
            return e.code().code();
        }
    }

    /** Waits until the redemption is blocked by the row lock or has completed. */
    private static void awaitLock(TestServer server, Database database, CompletableFuture<String> redeeming) {
        String waiting = server == TestServer.POSTGRESQL
                ? "SELECT count(*) FROM pg_locks WHERE NOT granted"
                : "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!redeeming.isDone()
                && database.<Integer>read(other ->
                                other.first(waiting, row -> row.getInt(1)).orElseThrow())
                        == 0) {
            assertThat(System.nanoTime()).isLessThan(until);
            // MariaDB caches this table and does not refresh the cache if it is read more often than every 100 ms.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
        }
    }
}
