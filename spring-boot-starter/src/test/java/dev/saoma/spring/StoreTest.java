package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.testing.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The location of the rows in an application with its own database. */
class StoreTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {}

    @SpringBootConfiguration
    static class TwoDatabases extends Shop {
        @Bean
        DataSource orders() {
            return h2("orders");
        }

        @Bean
        DataSource customers() {
            return h2("customers");
        }

        private static DataSource h2(String name) {
            var source = new HikariDataSource();
            source.setJdbcUrl("jdbc:h2:mem:" + name);
            return source;
        }
    }

    @Test
    void sharesTheApplicationsPostgresWithItsOwnMigrations() {
        Site.Plan plan = onPostgres().with("spring.flyway.locations=classpath:db/shop");
        try (Site site = plan.start()) {
            site.bind("c1", "alice");
            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);

            JdbcClient jdbc = site.bean(JdbcClient.class);
            assertThat(jdbc.sql("SELECT name FROM customer").query(String.class).list())
                    .containsExactly("Ann");
            assertThat(jdbc.sql("SELECT user_id FROM saoma_wechat_auth")
                            .query(String.class)
                            .list())
                    .containsExactly("c1");
            assertThat(jdbc.sql("SELECT count(*) FROM flyway_schema_history WHERE script = 'V1__customer.sql'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThat(jdbc.sql("SELECT count(*) FROM saoma_schema_history WHERE success")
                            .query(Integer.class)
                            .single())
                    .isPositive();
            assertThat(site.context().getBeansOfType(Flyway.class)).hasSize(1);
            assertThat(site.bean(Flyway.class).getConfiguration().getTable()).isEqualTo("flyway_schema_history");
        }
        assertThat(folder.resolve("saoma.db")).doesNotExist();

        try (Site again = plan.start()) {
            assertThat(again.browser().login(again.wechat(), "alice").status()).isEqualTo(201);
            assertThat(again.bean(HikariDataSource.class).isClosed()).isFalse();
        }
    }

    @Test
    void givesConnectionsBackAsTheyCame() throws Exception {
        try (Site site = onPostgres()
                .with("spring.datasource.hikari.maximum-pool-size=2", "saoma.store.pool-size=1")
                .start()) {
            site.bind("c1", "alice");
            var source = site.bean(HikariDataSource.class);
            try (var connection = source.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
            }
            assertThat(source.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void keepsOutOfADatabaseThatItCannotUse() {
        try (Site site = Site.of(folder, Shop.class)
                .with(
                        "spring.datasource.url=jdbc:h2:file:" + folder.resolve("shop"),
                        "spring.flyway.locations=classpath:db/shop")
                .start()) {
            assertThat(site.bean(Database.class).dialect()).isEqualTo(Dialect.SQLITE);
            assertThat(folder.resolve("saoma.db")).exists();
            List<Map<String, Object>> tables = site.bean(JdbcClient.class)
                    .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
                    .query()
                    .listOfRows();
            assertThat(tables)
                    .extracting(row -> row.get("TABLE_NAME"))
                    .containsExactlyInAnyOrder("CUSTOMER", "flyway_schema_history");
        }
    }

    @Test
    void keepsOutOfAnyDatabaseWhenItIsToldSo() {
        try (Site site = onPostgres().with("saoma.store.type=sqlite").start()) {
            assertThat(site.bean(Database.class).dialect()).isEqualTo(Dialect.SQLITE);
        }
    }

    @Test
    void hasADatabaseOfItsOwnWhenItIsToldSo() {
        try (Site site = Site.of(folder, Shop.class)
                .with(
                        "saoma.store.url=" + RealPostgres.newDatabase(),
                        "saoma.store.user=postgres",
                        "saoma.store.password=postgres")
                .start()) {
            assertThat(site.bean(Database.class).dialect()).isEqualTo(Dialect.POSTGRESQL);
            site.bind("c1", "alice");
            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
        }
    }

    @Test
    void asksWhichOfSeveralDataSourcesIsMeant() {
        assertThatThrownBy(Site.of(folder, TwoDatabases.class).with("spring.flyway.enabled=false")::start)
                .rootCause()
                .hasMessageContaining("several data sources and none is primary");

        try (Site site = Site.of(folder, TwoDatabases.class)
                .with("saoma.store.type=sqlite", "spring.flyway.enabled=false")
                .start()) {
            assertThat(site.bean(App.class).loginInstances()).hasSize(1);
        }
    }

    @Test
    void refusesADataSourceThatItIsToldToUseAndCannot() {
        assertThatThrownBy(Site.of(folder, Shop.class).with("saoma.store.type=data-source")::start)
                .rootCause()
                .hasMessageContaining("saoma.store.type")
                .hasMessageContaining("H2");
        assertThat(Files.exists(folder.resolve("saoma.db"))).isFalse();
    }

    private Site.Plan onPostgres() {
        return Site.of(folder, Shop.class)
                .without("org.springframework.security")
                .with(
                        "spring.datasource.url=" + RealPostgres.newDatabase(),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres");
    }
}
