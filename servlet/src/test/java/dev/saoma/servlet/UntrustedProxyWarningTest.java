package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.servlet.internal.limit.UntrustedProxyWarning;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The warning about a proxy that the settings do not list as trusted. */
class UntrustedProxyWarningTest {
    private static final RateLimits THREE = new RateLimits(new RateLimit(3, 1), RateLimit.OFF, RateLimit.OFF);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(UntrustedProxyWarning.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.setLevel(null);
        logger.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 203.0.113.", "Forwarded: for=203.0.113.", "X-Real-IP: 203.0.113."})
    void isToldOnceAndOnceAMinuteWhilePeopleAreRefused(String header) {
        try (Site site = site(List.of("10.0.0.0/8"))) {
            for (int person = 0; person < 3; person++) {
                assertThat(begin(site, header + person).status()).isEqualTo(201);
            }
            assertThat(said()).hasSize(1).allMatch(line -> line.contains("saoma.trusted-proxies"));
            for (int minute = 1; minute <= 3; minute++) {
                for (int second = 0; second < 59; second++) {
                    begin(site, header + second);
                    site.clock.pass(Duration.ofSeconds(1));
                }
                assertThat(said()).hasSize(1 + minute);
                site.clock.pass(Duration.ofSeconds(1));
            }

            assertThat(said())
                    .allMatch(line -> line.contains("127.0.0.1") && line.contains(header.split(":")[0]))
                    .noneMatch(line -> line.contains("203.0.113"));
            assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        }
    }

    @Test
    void isNothingToTellOfOneThatIsNamed() {
        try (Site site = site(List.of("127.0.0.1"))) {
            for (int time = 0; time < 10; time++) {
                begin(site, "X-Forwarded-For: 203.0.113.1");
            }
            assertThat(begin(site, "X-Forwarded-For: 203.0.113.1").status()).isEqualTo(429);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void isNothingToTellOfSomebodyWhoComesWithoutOne() {
        try (Site site = site(List.of())) {
            for (int time = 0; time < 10; time++) {
                begin(site, "X-Forwarded-Proto: https");
            }
            assertThat(begin(site, "Accept: */*").status()).isEqualTo(429);
        }
        assertThat(said()).isEmpty();
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Site site(List<String> proxies) {
        return new Site(Site.production("").withClients(new ClientSettings(proxies, THREE)));
    }

    private static Reply begin(Site site, String header) {
        return site.browser().post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}", header);
    }
}
