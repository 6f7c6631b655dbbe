package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The supported kinds of data source, and the rows that survive a rollback of the application's transaction. */
@Timeout(180)
class DataSourcesTest {
    @TempDir
    private Path folder;

    /** The wrappers that applications put around their data source. */
    enum Proxy {
        NONE(source -> source),
        TRANSACTION_AWARE(TransactionAwareDataSourceProxy::new),
        REOBTAINING(source -> {
            var proxy = new TransactionAwareDataSourceProxy(source);
            proxy.setReobtainTransactionalConnections(true);
            return proxy;
        }),
        LAZY(LazyConnectionDataSourceProxy::new),
        BOTH(source -> new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(source)));

        private final UnaryOperator<DataSource> wrapping;

        Proxy(UnaryOperator<DataSource> wrapping) {
            this.wrapping = wrapping;
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        static BeanPostProcessor wrapping(org.springframework.core.env.Environment environment) {
            var proxy = environment.getRequiredProperty("test.proxy", Proxy.class);
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? proxy.wrapping.apply(source) : bean;
                }
            };
        }
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(Proxy.class)
    void keepWhatWasAcknowledgedWhateverBecomesOfTheApplicationsTransaction(Proxy proxy) throws Exception {
        String database = RealPostgres.newDatabase();
        try (Site site = Site.of(folder, Shop.class)
                .without("org.springframework.security")
                .with(
                        "test.proxy=" + proxy,
                        "spring.datasource.url=" + database,
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "spring.datasource.hikari.auto-commit=" + (proxy == Proxy.TRANSACTION_AWARE),
                        "spring.flyway.locations=classpath:db/shop")
                .start()) {
            site.bind("c1", "alice");
            assertThat(count(database, "saoma_wechat_auth")).isEqualTo(1);
            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(count(database, "saoma_session")).isEqualTo(1);

            site.bean(TransactionTemplate.class).executeWithoutResult(open -> {
                JdbcClient jdbc = site.bean(JdbcClient.class);
                jdbc.sql("INSERT INTO customer (id, name) VALUES ('c2', 'Bob')").update();
                site.bind("c2", "wang");
                assertThat(count(database, "saoma_wechat_auth")).isEqualTo(2);
                open.setRollbackOnly();
            });

            assertThat(count(database, "saoma_wechat_auth")).isEqualTo(2);
            assertThat(count(database, "customer WHERE id = 'c2'"))
                    .as("the application's own row is rolled back")
                    .isZero();
        }
    }

    private static int count(String database, String table) {
        try (var connection = DriverManager.getConnection(database, RealPostgres.USER, "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
