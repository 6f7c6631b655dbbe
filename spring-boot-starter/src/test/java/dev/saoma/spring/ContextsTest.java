package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** Several application contexts in one process, as with Spring's tests and DevTools. */
@Timeout(180)
class ContextsTest {
    private static final String MEMORY = "saoma.store.type=memory";

    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {}

    @Test
    void ofOneFileAreToldWhatToSetAndOpenOneAfterTheOther() {
        try (Site first = plan().start()) {
            assertThatThrownBy(plan()::start)
                    .rootCause()
                    .hasMessageContaining("saoma.data")
                    .hasMessageContaining("saoma.store.type=memory");
            first.bind("c1", "alice");
        }
        try (Site again = plan().start()) {
            assertThat(again.browser().login(again.wechat(), "alice").status()).isEqualTo(201);
        }
    }

    @Test
    void withRowsInMemoryAreEachAWorldOfItsOwn() {
        try (Site first = plan().with(MEMORY).start();
                Site second = plan().with(MEMORY).start()) {
            first.bind("c1", "alice");

            assertThat(first.browser().login(first.wechat(), "alice").status()).isEqualTo(201);
            assertThat(rows(first)).isEqualTo(1);
            assertThat(rows(second)).isZero();
        }
        try (Site again = plan().with(MEMORY).start()) {
            assertThat(rows(again)).isZero();
        }
        assertThat(Files.exists(folder.resolve("saoma.db"))).isFalse();
    }

    private static int rows(Site site) {
        return site.bean(Database.class)
                .read(handle -> handle.first("SELECT count(*) FROM saoma_wechat_auth", row -> row.getInt(1))
                        .orElseThrow());
    }

    private Site.Plan plan() {
        return Site.of(folder, Shop.class).bare();
    }
}
