package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolution of the client address: of two requests from the same address, the second exceeds the limit. */
class ClientAddressTest {
    private static final RateLimits ONE = new RateLimits(new RateLimit(1, 1), RateLimit.OFF, RateLimit.OFF);
    private static final Site DIRECT = site(List.of());
    private static final Site BEHIND = site(List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8", "2001:db8:ffff::/64"));

    @AfterAll
    static void close() {
        DIRECT.close();
        BEHIND.close();
    }

    private static Site site(List<String> proxies) {
        return new Site(Site.production("").withClients(new ClientSettings(proxies, ONE)));
    }

    @Test
    void believesNobodyByDefault() {
        int let = 0;
        for (int i = 0; i < 1_000; i++) {
            String spoofed =
                    "X-Forwarded-For: " + (i % 2 == 0 ? "203.0." + i / 256 + "." + i % 256 : "2001:db8:" + i + "::1");
            let += begin(DIRECT, spoofed, "Forwarded: for=198.51.100." + i % 256, "X-Real-IP: 192.0.2." + i % 256);
        }
        assertThat(let).isEqualTo(1);
    }

    @Test
    void believesTheNamedProxiesAloneOnceThereAreSome() {
        try (Site site = site(List.of("10.0.0.0/8", "127.0.0.2", "::1"))) {
            int let = 0;
            for (int i = 0; i < 50; i++) {
                let += begin(site, "X-Forwarded-For: 203.0.113." + i);
                let += begin(site, "X-Forwarded-For: 203.0.113." + i + ", 10.0.0." + i);
            }
            assertThat(let).isEqualTo(1);
        }
    }

    @Test
    void isNotMovedByWhatAClientWritesBeforeItsProxyDoes() {
        BEHIND.clock.pass(Duration.ofMinutes(5));
        int let = 0;
        for (int i = 0; i < 1_000; i++) {
            let += begin(BEHIND, "X-Forwarded-For: 203.0." + i / 256 + "." + i % 256 + ", 198.51.100.7");
        }
        assertThat(let).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.1                  | 203.0.113.2                     | two",
                "203.0.113.1                  | 203.0.113.1                     | one",
                "203.0.113.1                  | ::ffff:203.0.113.1              | one",
                "203.0.113.1                  | ::FFFF:cb00:7101                | one",
                "203.0.113.1                  | 203.0.113.1:50123               | one",
                "203.0.113.1                  | 203.0.113.1, 10.1.2.3           | one",
                "203.0.113.1                  | 203.0.113.1, fd00::2, 10.1.2.3  | one",
                "203.0.113.1                  | 203.0.113.1,10.1.2.3 , 10.9.9.9 | one",
                "203.0.113.1                  | 10.0.0.9, 203.0.113.1           | one",
                "203.0.113.1                  | 203.0.113.9, 203.0.113.1        | one",
                "203.0.113.1                  | 203.0.113.1, 11.1.2.3           | two",
                "2001:db8::1                  | 2001:db8::2                     | one",
                "2001:db8::1                  | 2001:db8:0:0:ffff:ffff:ffff:1   | one",
                "2001:db8::1                  | [2001:db8::9]:443               | one",
                "2001:db8::1                  | 2001:DB8::1                     | one",
                "2001:db8::1                  | 2001:db8:0:1::1                 | two",
                "2001:db8::1                  | 203.0.113.1                     | two",
                "2001:db8::1                  | 2001:db8::1, 2001:db8:ffff::5   | one",
                "2001:db8::1                  | 2001:db8::1, 2001:db8:ffff:1::5 | two",
                "unknown                      | ''                              | one",
                "unknown                      | 203.0.113.1, nonsense           | one",
                "unknown                      | 203.0.113.1, 999.1.1.1          | one",
                "unknown                      | evil.example                    | one",
                "unknown                      | _hidden, .:, ::::, [::1         | one",
                "203.0.113.1, nonsense, 10.1.2.3 | 10.1.2.3                     | one"
            })
    void readsTheChainFromItsNearEnd(String first, String second, String addresses) {
        BEHIND.clock.pass(Duration.ofMinutes(5));

        assertThat(begin(BEHIND, "X-Forwarded-For: " + first)).isEqualTo(1);
        assertThat(begin(BEHIND, "X-Forwarded-For: " + second)).isEqualTo(addresses.equals("two") ? 1 : 0);
    }

    @Test
    void readsSeveralHeadersAsOneChain() {
        BEHIND.clock.pass(Duration.ofMinutes(5));

        assertThat(begin(BEHIND, "X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 192.0.2.2"))
                .isEqualTo(1);
        assertThat(begin(BEHIND, "X-Forwarded-For: 192.0.2.2")).isZero();
        assertThat(begin(BEHIND, "X-Forwarded-For: 192.0.2.1")).isEqualTo(1);
    }

    @Test
    void endsAChainWithoutEnd() {
        BEHIND.clock.pass(Duration.ofMinutes(5));

        assertThat(begin(BEHIND, "X-Forwarded-For: 192.0.2.1" + ", 10.0.0.1".repeat(300)))
                .isEqualTo(1);
        assertThat(begin(BEHIND, "X-Forwarded-For: 192.0.2.1")).isEqualTo(1);
        assertThat(begin(BEHIND, "X-Forwarded-For: 10.0.0.1")).isZero();
    }

    /** Starts an attempt and returns 1, or 0 if the limit refuses it. */
    private static int begin(Site site, String... headers) {
        Reply reply = site.browser().post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}", headers);
        assertThat(reply.status()).isIn(201, 429);
        return reply.status() == 201 ? 1 : 0;
    }
}
