package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.testing.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A login starts with any return address and reports the address that it ends at. */
class ReturnAddressTest {
    private static final Site SITE = new Site();
    private static final String LOGIN = "MyWeChatLogin";

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/orders?id=7, /orders?id=7",
        "/app?from=https%3A%2F%2Fpartner.example%2Fa, /app?from=https%3A%2F%2Fpartner.example%2Fa",
        "/app?from=https://partner.example/a, /app?from=https://partner.example/a",
        "/@maria, /@maria",
        "/report?range=1..5, /report?range=1..5",
        "/文档/入门, /%E6%96%87%E6%A1%A3/%E5%85%A5%E9%97%A8",
        "/go?to=%2Forders%3Fname%3D%25E8%25AE%25A2, /go?to=%2Forders%3Fname%3D%25E8%25AE%25A2",
        "/img?path=a//b, /img?path=a//b",
        "https://app.example.com/x, https://app.example.com/x"
    })
    void isKept(String address, String as) {
        Browser browser = SITE.browser();
        Reply begun = begin(browser, address);

        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.text("returnTo")).isEqualTo(as);
        assertThat(begun.json().has("warnings")).isFalse();
        assertThat(browser.finish(LOGIN, begun.text("state"), "kept-" + as.hashCode())
                        .text("returnTo"))
                .isEqualTo(as);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "/%5cevil.example",
                "/\t/evil.example",
                "/..//evil.example",
                "https://evil.example/canary-token",
                "https://app.example.com@evil.example/",
                "javascript:alert(1)",
                "orders",
                ""
            })
    void isTheRootWhenItCannotBeKept(String address) {
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");
        Level before = logger.getLevel();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        Browser browser = SITE.browser();
        Reply begun = begin(browser, address);
        logger.detachAppender(log);
        logger.setLevel(before);

        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.text("returnTo")).isEqualTo("/");
        assertThat(begun.json().path("warnings")).hasSize(1);
        assertThat(begun.json().path("warnings").get(0).path("member").asString())
                .isEqualTo("returnTo");
        assertThat(begun.json().path("warnings").get(0).path("detail").asString())
                .contains("was not kept because", "saoma.allowed-origins")
                .doesNotContain("evil");
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("instance=" + LOGIN, "ends at /", "was not kept because")
                        .doesNotContain("evil", "canary"));
        assertThat(browser.finish(LOGIN, begun.text("state"), "root-" + address.hashCode())
                        .text("returnTo"))
                .isEqualTo("/");
    }

    @Test
    void isNowhereWhenNoneIsGiven() {
        Reply begun = SITE.browser().post("/api/login/" + LOGIN + "/attempts", "{\"intent\":\"login\"}");

        assertThat(begun.json().has("returnTo")).isFalse();
        assertThat(begun.json().has("warnings")).isFalse();
    }

    @Test
    void stopsNothingWhenItIsTooLong() {
        assertThat(begin(SITE.browser(), "/" + "a".repeat(10_000)).text("returnTo"))
                .isEqualTo("/");
    }

    private static Reply begin(Browser browser, String address) {
        String json = JsonMapper.builder().build().writeValueAsString(address);
        return browser.post("/api/login/" + LOGIN + "/attempts", "{\"intent\":\"login\",\"returnTo\":" + json + "}");
    }
}
