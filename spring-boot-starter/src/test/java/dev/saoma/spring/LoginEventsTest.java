package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.LoginEvent.LoggedIn;
import dev.saoma.observe.LoginEvent.Unbound;
import dev.saoma.observe.LoginEvents;
import dev.saoma.session.Sessions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** Login events reach the application, and a failure of its listener does not undo a login. */
@ExtendWith(OutputCaptureExtension.class)
class LoginEventsTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {
        final List<LoginEvent> all = new CopyOnWriteArrayList<>();
        final List<UserId> loggedIn = new CopyOnWriteArrayList<>();

        @EventListener
        void on(LoginEvent event) {
            all.add(event);
        }

        @EventListener
        void on(LoggedIn event) {
            loggedIn.add(event.user());
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Failing {
        final List<LoginEvent> told = new CopyOnWriteArrayList<>();

        @EventListener
        void on(LoginEvent event) {
            throw new IllegalStateException("the mail server is away");
        }

        @Bean
        LoginEvents failing() {
            return event -> {
                throw new IllegalStateException("the queue is full");
            };
        }

        @Bean
        LoginEvents last() {
            return told::add;
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class OneDevice {
        @Bean
        LoginEvents oneDevice(Sessions sessions) {
            return event -> {
                if (event instanceof Unbound) {
                    sessions.end(event.user());
                }
            };
        }
    }

    @Test
    void publishesWhatHasHappenedToUsers() {
        Instant before = Instant.now().minusSeconds(5);
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            Shop shop = site.bean(Shop.class);
            site.bind("user123", "alice");
            Browser browser = site.browser();

            assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(browser.delete("/saoma/api/bindings/MyWeChatLogin").status())
                    .isEqualTo(200);

            assertThat(kinds(shop.all)).containsExactly("Bound", "LoggedIn", "Unbound");
            assertThat(shop.all).allSatisfy(event -> {
                assertThat(event.user()).isEqualTo(new UserId("user123"));
                assertThat(event.instance()).isEqualTo("MyWeChatLogin");
                assertThat(event.at()).isBetween(before, Instant.now().plusSeconds(5));
            });
            assertThat(shop.loggedIn).containsExactly(new UserId("user123"));
        }
    }

    @Test
    void letsLoginsStandWhoeverFails(CapturedOutput output) {
        try (Site site = Site.of(folder, Failing.class).bare().start()) {
            site.bind("user123", "alice");
            Browser browser = site.browser();

            assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(browser.get("/saoma/api/session").status()).isEqualTo(200);

            assertThat(kinds(site.bean(Failing.class).told)).containsExactly("Bound", "LoggedIn");
            assertThat(output.getAll().lines().filter(line -> line.contains("failed at LoggedIn")))
                    .hasSize(2);
        }
    }

    /** The listener depends on the sessions, so its bean is created after the app that publishes the events. */
    @Test
    void tellsABeanThatNeedsTheSessions() {
        try (Site site = Site.of(folder, OneDevice.class).bare().start()) {
            site.bind("user123", "alice");
            Browser browser = site.browser();
            browser.login(site.wechat(), "alice");
            Browser elsewhere = site.browser();
            elsewhere.login(site.wechat(), "alice");

            browser.delete("/saoma/api/bindings/MyWeChatLogin");

            assertThat(elsewhere.get("/saoma/api/session").status()).isEqualTo(401);
        }
    }

    private static List<String> kinds(List<LoginEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
