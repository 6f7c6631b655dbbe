package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.limit.AddressBuckets;
import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.limit.SharedCounterClient;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String ALICE = "X-Forwarded-For: 203.0.113.1";
    private static final String BOB = "X-Forwarded-For: 203.0.113.2";
    private static final RateLimit FEW = new RateLimit(3, 10);

    @Test
    void isExactlyForTheseCalls() {
        try (Site site = site(RateLimits.DEFAULT)) {
            assertThat(site.servlet.table())
                    .filteredOn(route -> route.cost() != Cost.NOTHING)
                    .extracting(route -> route + " " + route.cost())
                    .containsExactly(
                            "POST /api/login/{instance}/attempts ATTEMPT",
                            "POST /api/login/{instance}/code CALL",
                            "POST /api/session CALL",
                            "POST /api/bindings/{instance} CALL",
                            "POST /api/registrations CALL",
                            "POST /api/bind-tickets/redeem CALL");
        }
    }

    @Test
    void letsAnAddressBeginTwoHundredAndThenTenAMinute() {
        try (Site site = site(RateLimits.DEFAULT)) {
            assertThat(begun(site, 210, ALICE)).isEqualTo(200);
            assertThat(begun(site, 1, BOB)).isEqualTo(1);
            site.clock.pass(Duration.ofMinutes(1));
            assertThat(begun(site, 20, ALICE)).isEqualTo(10);
        }
    }

    @Test
    void isFoundInTheLogByItsTraceId() {
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try (Site site = site(new RateLimits(FEW, RateLimit.OFF, RateLimit.OFF))) {
            begun(site, 3, ALICE);
            String first = begin(site, ALICE).text("traceId");
            String last = begin(site, ALICE).text("traceId");
            String other = begun(site, 3, BOB) + begin(site, BOB).text("traceId");

            assertThat(last).isEqualTo(first);
            assertThat(other).isNotEqualTo("3" + first);
            assertThat(log.list)
                    .hasSize(2)
                    .first()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .startsWith(
                                    first + " POST /api/login/{instance}/attempts instance=MyWeChatLogin rate_limited"
                                            + " attempts of 203.0.113.1;"));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    @Test
    void saysWhenToComeBack() {
        try (Site site = site(new RateLimits(FEW, RateLimit.OFF, RateLimit.OFF))) {
            begun(site, 3, ALICE);
            Reply refused = begin(site, ALICE);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.header("Retry-After")).isEqualTo("6");
            assertThat(refused.json().path("retryAfter").asInt()).isEqualTo(6);
            assertThat(refused.json().path("retryable").asBoolean()).isTrue();
            assertThat(refused.all("Set-Cookie")).isEmpty();
            site.clock.pass(Duration.ofMillis(5_999));
            assertThat(begin(site, ALICE).header("Retry-After")).isEqualTo("1");
            site.clock.pass(Duration.ofMillis(1));
            assertThat(begin(site, ALICE).status()).isEqualTo(201);
        }
    }

    @Test
    void countsTheStepsOfALoginTogether() {
        for (String path : List.of(
                "/api/login/MyWeChatLogin/code",
                "/api/session",
                "/api/bindings/MyWeChatLogin",
                "/api/registrations",
                "/api/bind-tickets/redeem")) {
            try (Site site = site(new RateLimits(RateLimit.OFF, FEW, RateLimit.OFF))) {
                Browser browser = site.browser();
                browser.post("/api/session", "{}", ALICE);
                browser.post("/api/registrations", "{}", ALICE);
                assertThat(browser.post(path, "{}", ALICE).status()).as(path).isIn(400, 401);
                assertThat(browser.post(path, "{}", ALICE).code()).as(path).isEqualTo("rate_limited");
                assertThat(browser.post(path, "{}", BOB).status()).as(path).isIn(400, 401);
            }
        }
    }

    @Test
    void countsWhatFailsApart() {
        try (Site site = site(new RateLimits(RateLimit.OFF, RateLimit.OFF, FEW))) {
            Browser browser = site.browser();
            for (int i = 0; i < 5; i++) {
                assertThat(browser.logIn(LOGIN, "often-" + i).status()).isEqualTo(201);
            }
            String none = "0".repeat(64);
            assertThat(browser.redeem(none).code()).isEqualTo("login_code_invalid");
            assertThat(browser.post("/api/registrations", "{\"bindTicket\":\"" + none + "\"}")
                            .code())
                    .isEqualTo("bind_ticket_invalid");
            assertThat(browser.redeem("").code()).isEqualTo("invalid_request");
            assertThat(browser.finish(LOGIN, none, "failing-1").code()).isEqualTo("state_invalid");

            assertThat(browser.redeem(none).code()).isEqualTo("rate_limited");
            assertThat(browser.finish(LOGIN, none, "failing-1").code()).isEqualTo("rate_limited");
            assertThat(browser.get("/api/session").status()).isEqualTo(200);
            assertThat(browser.get("/api/login").status()).isEqualTo(200);
            assertThat(browser.post("/api/session", "{\"loginCode\":\"" + none + "\"}", BOB)
                            .code())
                    .isEqualTo("login_code_invalid");
        }
    }

    @Test
    void countsByTheTimeThatHasPassedWhateverTheClockIsSetTo() {
        for (String set : List.of("PT1H", "-PT10M", "P365D", "-P365D")) {
            try (Site site = site(new RateLimits(FEW, RateLimit.OFF, RateLimit.OFF))) {
                assertThat(begun(site, 3, ALICE)).isEqualTo(3);
                site.clock.setBy(Duration.parse(set));
                assertThat(begun(site, 3, ALICE)).as(set).isZero();
                site.clock.pass(Duration.ofSeconds(12));
                assertThat(begun(site, 3, ALICE)).as(set).isEqualTo(2);
            }
        }
    }

    @Test
    void isPaidBeforeTheWork() {
        try (Site site = site(new RateLimits(RateLimit.OFF, new RateLimit(1, 1), RateLimit.OFF))) {
            Browser browser = site.browser();
            String first = browser.state(LOGIN, "login");
            String second = browser.state(LOGIN, "login");
            assertThat(browser.finish(LOGIN, first, "often-1").status()).isEqualTo(200);
            int asked = site.wechat.exchanges.get();
            assertThat(browser.finish(LOGIN, second, "often-2").code()).isEqualTo("rate_limited");
            assertThat(site.wechat.exchanges).hasValue(asked);
            site.clock.pass(Duration.ofMinutes(1));

            assertThat(browser.finish(LOGIN, second, "often-2").status())
                    .as("the attempt is still valid")
                    .isEqualTo(200);
        }
    }

    @Test
    void takesNothingForAPageThatMayNotAsk() {
        try (Site site = site(new RateLimits(FEW, RateLimit.OFF, RateLimit.OFF))) {
            for (int i = 0; i < 10; i++) {
                assertThat(begin(site, ALICE, "Origin: https://evil.example").code())
                        .isEqualTo("forbidden");
            }
            assertThat(begun(site, 3, ALICE)).isEqualTo(3);
        }
    }

    @Test
    void canBeSwitchedOff() {
        try (Site site = site(RateLimits.OFF)) {
            assertThat(begun(site, 250, ALICE)).isEqualTo(250);
        }
    }

    @Test
    void remembersSoManyAddressesAndThoseThatGoOnComing() {
        var clock = new MovableClock(-1_000_000_000L);
        var meter = new AddressBuckets(
                "calls", new RateLimit(50, 1), clock::nanos, new SharedCounterClient(SharedCounters.none(), () -> 0));
        IpAddress office = IpAddress.parse("203.0.113.1").orElseThrow();
        for (int i = 0; i < 50; i++) {
            assertThat(meter.take(office).pause()).isZero();
        }
        for (int network = 0; network < 40_000; network++) {
            IpAddress one = IpAddress.parse("2001:db8:1:" + Integer.toHexString(network) + "::1")
                    .orElseThrow();
            if (!meter.take(one).pause().isZero()
                    || (network % 64 == 0 && meter.take(office).pause().isZero())) {
                throw new AssertionError("counted wrongly at " + network);
            }
        }

        assertThat(meter.size()).isLessThanOrEqualTo(20_000);
        clock.pass(Duration.ofMinutes(102));
        // Each call evicts only a limited number of entries.
        for (int round = 0; round < 40; round++) {
            meter.size();
        }
        assertThat(meter.size()).isZero();
    }

    /** Returns a site behind a proxy, so that a test can send from several addresses. */
    private static Site site(RateLimits limits) {
        return new Site(Site.production("").withClients(new ClientSettings(List.of("127.0.0.1"), limits)));
    }

    private static Reply begin(Site site, String... headers) {
        return site.browser().post("/api/login/" + LOGIN + "/attempts", "{\"intent\":\"login\"}", headers);
    }

    private static int begun(Site site, int times, String address) {
        int let = 0;
        for (int i = 0; i < times; i++) {
            let += begin(site, address).status() == 201 ? 1 : 0;
        }
        return let;
    }
}
