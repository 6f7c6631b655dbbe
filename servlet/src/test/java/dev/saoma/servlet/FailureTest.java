package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureTest {
    private final Site site = new Site(Site.production("/saoma"));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
        site.close();
    }

    @Test
    void describesAFailureByTheStandard() {
        Reply reply = site.browser().get("/api/session");

        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().propertyNames())
                .containsExactly("type", "title", "status", "detail", "code", "retryable", "traceId");
        assertThat(reply.text("type")).isEqualTo("/saoma/errors/session_required");
        assertThat(reply.json().path("status").asInt()).isEqualTo(401);
        assertThat(reply.text("traceId")).matches("[0-9a-f]{16}");
        assertThat(lines()).containsOnlyOnce(reply.text("traceId") + " GET /api/session session_required");
    }

    @Test
    void leadsFromEveryRefusalToOneLine() {
        logger.setLevel(Level.INFO);
        Browser browser = site.browser();
        String state = "5".repeat(64);
        String login = "/api/login/MyWeChatLogin";
        Map<Reply, String> refusals = new LinkedHashMap<>();
        refusals.put(browser.get("/api/session"), "GET /api/session session_required");
        refusals.put(
                browser.post(login + "/attempts", "{}"),
                "POST /api/login/{instance}/attempts instance=MyWeChatLogin invalid_request");
        refusals.put(
                browser.post(login + "/attempts", "{\"intent\":\"login\"}", "Origin: https://shop.example"),
                "POST /api/login/{instance}/attempts instance=MyWeChatLogin forbidden");
        refusals.put(
                browser.finish("MyWeChatLogin", state, "canary-code"),
                "POST /api/login/{instance}/code instance=MyWeChatLogin attempt="
                        + TokenHash.of(state).value().substring(0, 16) + " state_invalid");
        refusals.put(
                browser.start("Closed", "login"), "POST /api/login/{instance}/attempts instance=Closed login_inactive");
        refusals.put(browser.get("/api/login/canary_code"), "GET /api/login/{instance} not_found");
        refusals.put(browser.get("/canary-code?state=" + state), "GET (no route) not_found");
        refusals.put(
                browser.send("PUT", login, "", "X: 1"),
                "PUT /api/login/{instance} instance=MyWeChatLogin method_not_allowed");
        refusals.put(
                browser.send("CANARY", login, ""),
                "(odd method) /api/login/{instance} instance=MyWeChatLogin method_not_allowed");
        refusals.put(browser.post("/api/session", "x".repeat(17_000)), "POST /api/session payload_too_large");
        refusals.put(browser.send("POST", "/api/session", "{}"), "POST /api/session unsupported_media_type");

        refusals.forEach((reply, line) -> {
            assertThat(reply.status()).as(line).isBetween(400, 499);
            assertThat(lines().lines().filter(one -> one.contains(reply.text("traceId"))))
                    .as(line)
                    .singleElement()
                    .asString()
                    .startsWith(reply.text("traceId") + " " + line);
        });
        assertThat(lines()).doesNotContain(state).doesNotContainIgnoringCase("canary");
    }

    @Test
    void tellsAPersonByWhatTheOperatorFindsIt() {
        Reply page = site.browser().get("/api/login/Nobody/callback", "Accept: text/html");

        String trace = page.body().replaceFirst("(?s).*>([0-9a-f]{16})<.*", "$1");
        assertThat(lines()).containsOnlyOnce(trace + " GET /api/login/{instance}/callback not_found");
    }

    /** A log message may quote text that a client sent. */
    @Test
    void writesANoteOnOneLineThatSteersNoTerminal() {
        Browser browser = site.signedIn("broken");
        site.people.refusal = new LoginException(
                ErrorCode.WECHAT_BAD_ANSWER,
                "No.",
                "said\n2026 ERROR forged\r\u001b[2J\u0085\u2028\u2029\u202eend",
                Map.of());

        browser.get("/api/session");

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains("wechat_bad_answer"))
                .singleElement()
                .asString()
                .endsWith("said?2026 ERROR forged??[2J????end");
    }

    @Test
    void saysNothingInsideWhenItFailsItself() {
        Browser browser = site.signedIn("broken");
        site.people.refusal = new IllegalStateException("directory down, password=hunter2");

        Reply reply = browser.get("/api/session");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("internal_error");
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage()).startsWith(reply.text("traceId"));
                    assertThat(event.getThrowableProxy().getMessage())
                            .startsWith("the application's UserDirectory.find failed");
                });
    }

    @Test
    void answersThatTheDatabaseIsGone() {
        Browser browser = site.signedIn("nodata");
        site.app.close();

        for (Reply reply : List.of(
                browser.start("MyWeChatLogin", "login"),
                browser.finish("MyWeChatLogin", "0".repeat(64), "x-1"),
                browser.redeem("0".repeat(64)),
                site.browser().get("/api/session", "Authorization: Bearer " + "0".repeat(64)),
                browser.delete("/api/session"))) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("store_unavailable");
            assertThat(reply.json().path("retryable").asBoolean()).isTrue();
        }
        assertThat(browser.get("/login").status()).isEqualTo(200);
    }

    @Test
    void logsWhatTheOperatorNeedsAndNoSecret() {
        site.wechat.answer("logged-1", "{\"errcode\":40125,\"errmsg\":\"invalid appsecret " + Site.SECRET + "\"}");
        Browser browser = site.browser();
        String state = browser.start("MyWeChatLogin", "login").text("state");
        browser.finish("MyWeChatLogin", state, "logged-1");
        Browser other = site.signedIn("quiet");
        other.get("/api/login/Nobody/callback?code=quiet-9&state=" + state);
        other.post("/api/session?token=" + state, "{}");

        assertThat(lines()).contains("wechat_configuration").contains("40125").contains("appSecret");
        assertThat(lines())
                .doesNotContain(Site.SECRET)
                .doesNotContain(state)
                .doesNotContain("logged-1")
                .doesNotContain("quiet-")
                .doesNotContain("AT-");
        browser.cookies().values().forEach(value -> assertThat(lines()).doesNotContain(value));
        other.cookies().values().forEach(value -> assertThat(lines()).doesNotContain(value));
        assertThat(lines().lines()).allMatch(line -> line.matches("[0-9a-f]{16} .*"));
    }

    @Test
    void passesDetailsOnAndStandsOnesThatHaveNoJsonForm() {
        Browser browser = site.signedIn("details");
        var refusal = new LoginException(ErrorCode.FORBIDDEN, "No.", "", Map.of("status", 200, "more", 1));
        var self = new Object[1];
        self[0] = self;

        site.people.refusal = refusal;
        Reply reply = browser.get("/api/session");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("status").asInt()).isEqualTo(403);
        assertThat(reply.json().path("more").asInt()).isEqualTo(1);

        site.people.refusal = refusal.with("self", self);
        assertThat(browser.get("/api/session").code()).isEqualTo("internal_error");
        site.people.refusal = new ConfigException("some.json", "key", "is wrong");
        assertThat(browser.get("/api/session").code()).isEqualTo("internal_error");
    }

    @Test
    void hasNoInputThatMakesItFail() {
        var random = new Random(42);
        List<String> bits = List.of(
                "{",
                "}",
                "[",
                "\"",
                ":",
                ",",
                "intent",
                "login",
                "bind",
                "state",
                "code",
                "loginCode",
                "null",
                "1e999",
                "\\u0000",
                "\\ud800",
                "😀",
                "\u202E",
                "../",
                "%00",
                "'",
                "<script>",
                "${jndi:x}",
                "\r",
                "a".repeat(600));
        List<String> headers = List.of(
                "Cookie", "Authorization", "Origin", "Accept", "Accept-Language", "If-None-Match", "X-Forwarded-Host");
        List<Route> table = site.servlet.table();
        for (int i = 0; i < 1_500; i++) {
            Route route = table.get(random.nextInt(table.size()));
            String junk = random.ints(random.nextInt(8), 0, bits.size())
                    .mapToObj(bits::get)
                    .collect(Collectors.joining());
            String header = headers.get(random.nextInt(headers.size())) + ": " + junk.replaceAll("[^\\x20-\\x7e]", "")
                    + (random.nextBoolean() ? "" : "; __Host-saoma-session=" + junk.length());
            String path = "/saoma" + RoutesTest.example(route.path().text());
            String body =
                    random.nextBoolean() ? junk : "{\"intent\":\"login\",\"state\":\"" + junk.replace("\"", "") + "\"}";

            Reply reply = Wire.send(
                    site.port(),
                    route.method(),
                    path,
                    List.of(header, "Content-Type: application/json"),
                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThat(reply.status()).as("%s %s %s", route, header, body).isLessThan(500);
        }
    }

    private String lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));
    }
}
