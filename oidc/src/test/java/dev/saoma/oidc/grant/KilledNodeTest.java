package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.TestDatabase;
import dev.saoma.oidc.TestProvider;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** O12: a process answers and is killed at once, as by {@code kill -9}; what it has used stays used. */
@Tag("full")
@Timeout(120)
class KilledNodeTest {

    /** The process that is killed: uses a code and a refresh token, and prints them. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            var provider = new TestProvider(TestDatabase.SQLITE.open(Path.of(arguments[0])));
            Session session = provider.signIn("ann");
            RegisteredClient spa = provider.clients.put("spa", Traits.SPA);
            String code = provider.code(session, spa);
            Token first = provider.redeem(spa, code).refreshToken().orElseThrow();
            Token second = provider.refresh(spa, first).refreshToken().orElseThrow();
            String used = provider.code(session, spa);
            provider.redeem(spa, used);
            System.out.println("used " + used + " " + first.reveal() + " " + second.reveal());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void keepsWhatWasUsed(@TempDir Path folder) throws Exception {
        String[] printed = killedAfterItsLine(folder).split(" ");
        try (Database database = SqliteDatabase.open(folder.resolve("saoma.db"));
                var provider = new TestProvider(database)) {
            RegisteredClient spa = provider.clients.put("spa", Traits.SPA);
            GrantContract.refused("the code", () -> provider.redeem(spa, printed[1]));
            Token first = Token.parse(printed[2]).orElseThrow();
            Token second = Token.parse(printed[3]).orElseThrow();
            assertThat(provider.refresh(spa, first).refreshToken()).contains(second);
            provider.clock.pass(Duration.ofSeconds(10));
            GrantContract.refused("the token that was replaced", () -> provider.refresh(spa, first));
            GrantContract.refused("its successor", () -> provider.refresh(spa, second));
        }
    }

    private static String killedAfterItsLine(Path folder) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("used ")) {
                line = out.readLine();
            }
            return String.valueOf(line);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
