package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.store.Session;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The functions of the application in a transaction. */
class InTransactionTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/roles", "/details")
                            .hasRole("READ_ONLY")
                            .anyRequest()
                            .denyAll())
                    .with(login(), Customizer.withDefaults())
                    .build();
        }

        SaomaLogin login() {
            return SaomaLogin.saomaLogin().inTransaction().authorities(session -> roles());
        }

        static List<SimpleGrantedAuthority> roles() {
            return TransactionSynchronizationManager.isActualTransactionActive()
                            && TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                    ? List.of(new SimpleGrantedAuthority("ROLE_READ_ONLY"))
                    : List.of();
        }

        @GetMapping("/roles")
        String page() {
            return String.valueOf(TransactionSynchronizationManager.isActualTransactionActive());
        }
    }

    @SpringBootConfiguration
    static class ShopOfUserDetails extends Shop {
        @Override
        SaomaLogin login() {
            return SaomaLogin.saomaLogin().userDetails(ShopOfUserDetails::lazy).inTransaction();
        }

        private static UserDetails lazy(Session session) {
            return User.withUsername(session.user().value())
                    .password("")
                    .authorities(roles())
                    .build();
        }
    }

    @SpringBootConfiguration
    static class ShopWithTwo extends Shop {
        @Bean
        PlatformTransactionManager first(DataSource database) {
            return new DataSourceTransactionManager(database);
        }

        @Bean
        PlatformTransactionManager second(DataSource database) {
            return new DataSourceTransactionManager(database);
        }
    }

    @SpringBootConfiguration
    static class ShopWithAPrimary extends ShopWithTwo {
        @Bean
        @Primary
        PlatformTransactionManager third(DataSource database) {
            return new DataSourceTransactionManager(database);
        }
    }

    @Test
    void areReadOnly() {
        for (Class<?> shop : List.of(Shop.class, ShopOfUserDetails.class, ShopWithAPrimary.class)) {
            try (Site site = withDatabase(shop)) {
                site.bind("user123", "alice");
                Browser browser = site.browser();
                browser.login(site.wechat(), "alice");

                assertThat(browser.get("/roles").body()).as(shop.getName()).isEqualTo("false");
            }
        }
    }

    @Test
    void needATransactionManager() {
        assertThatThrownBy(() -> Site.of(folder, Shop.class).withoutDatabase().start())
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SaomaLogin.inTransaction() needs the application's PlatformTransactionManager");
    }

    @Test
    void needOneThatIsPrimaryAmongSeveral() {
        assertThatThrownBy(() -> withDatabase(ShopWithTwo.class))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("or several of which one is @Primary");
    }

    private Site withDatabase(Class<?> shop) {
        return Site.of(folder, shop)
                .with("spring.datasource.url=jdbc:h2:mem:in-transaction", "spring.flyway.enabled=false")
                .start();
    }
}
