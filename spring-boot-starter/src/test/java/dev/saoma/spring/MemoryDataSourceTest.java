package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application that loses its users with the process, and then reuses their identifiers. */
class MemoryDataSourceTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        UserDirectory users(JdbcClient jdbc) {
            jdbc.sql("CREATE TABLE IF NOT EXISTS member (id INT AUTO_INCREMENT PRIMARY KEY, person VARCHAR(64) UNIQUE)")
                    .update();
            return new Members(jdbc);
        }
    }

    private record Members(JdbcClient jdbc) implements UserDirectory {
        @Override
        public Optional<User> find(UserId id) {
            return jdbc.sql("SELECT id FROM member WHERE id = ?")
                    .param(Integer.valueOf(id.value()))
                    .query((row, n) -> new User(id, null, null, true))
                    .optional();
        }

        @Override
        public UserId create(Profile profile, TokenHash onceKey) {
            jdbc.sql("MERGE INTO member (person) KEY (person) VALUES (?)")
                    .param(onceKey.value())
                    .update();
            return new UserId(jdbc.sql("SELECT id FROM member WHERE person = ?")
                    .param(onceKey.value())
                    .query(Integer.class)
                    .single()
                    .toString());
        }

        @Override
        public boolean canSignInWithout(UserId user, WeChatAuth binding) {
            return false;
        }
    }

    @Test
    void opensNobodysAccountToTheWeChatOfSomebodyBeforeTheRestart() {
        try (Site site = start("jdbc:h2:mem:shop")) {
            assertThat(user(site, "alice")).isEqualTo("1");
        }
        try (Site site = start("jdbc:h2:mem:shop")) {
            assertThat(user(site, "wang")).isEqualTo("1");
            assertThat(user(site, "alice")).isEqualTo("2");
        }
        assertThat(folder.resolve("saoma.db")).doesNotExist();
    }

    @Test
    void isToldFromOneThatKeepsItsUsers() {
        String kept = "jdbc:h2:file:" + folder.resolve("shop");
        try (Site site = start(kept)) {
            assertThat(user(site, "alice")).isEqualTo("1");
        }
        try (Site site = start(kept)) {
            assertThat(user(site, "wang")).isEqualTo("2");
            assertThat(user(site, "alice")).isEqualTo("1");
        }
        assertThat(folder.resolve("saoma.db")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "jdbc:h2:mem:shop|true",
                "jdbc:h2:mem:6f8c;DB_CLOSE_DELAY=-1|true",
                "jdbc:h2:nioMemFS:shop|true",
                "jdbc:h2:tcp://localhost/mem:shop|true",
                "jdbc:hsqldb:mem:shop|true",
                "jdbc:derby:memory:shop|true",
                "jdbc:sqlite::memory:|true",
                "jdbc:sqlite:|true",
                "jdbc:sqlite:file:shop?mode=memory&cache=shared|true",
                "jdbc:h2:file:/data/mem|false",
                "jdbc:h2:./mem|false",
                "jdbc:hsqldb:file:mem|false",
                "jdbc:sqlite:/data/memory.db|false",
                "jdbc:postgresql://localhost/mem|false",
                "-|false"
            })
    void isKnownByItsAddress(String address, boolean inMemory) {
        assertThat(MemoryDataSource.isAddress(address)).isEqualTo(inMemory);
    }

    private Site start(String url) {
        return Site.of(folder, Shop.class)
                .without("org.springframework.security")
                .with(
                        "saoma.instances.MyWeChatLogin.registration=open",
                        "spring.flyway.enabled=false",
                        "spring.datasource.url=" + url)
                .start();
    }

    private static String user(Site site, String person) {
        Reply answer = site.browser().login(site.wechat(), person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("user").path("userId").asString();
    }
}
