package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Both ports without a login: headers, hosts, and unusual requests. */
class SurfaceTest {
    private static final Pattern TRACE = Pattern.compile("\"traceId\":\"([0-9a-f]{16})\"");

    @TempDir
    private static Path folder;

    private static Site site;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");

    @BeforeAll
    static void open() {
        site = Site.open(folder);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void unlisten() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void takesTheCookiesOfAParentDomain() throws Exception {
        String answer = site("GET /api/login HTTP/1.1", "Host: localhost", "Cookie: other=" + "c".repeat(20_000));

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void saysThatAHeadIsTooLarge() throws Exception {
        String answer = site("GET /api/login HTTP/1.1", "Host: localhost", "Cookie: canary=" + "c".repeat(40_000));

        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .contains("Content-Type: application/problem+json", "Cookies of this domain", "\"status\":431")
                .contains("\"code\":\"invalid_request\"");
        leadsToOneLine(answer, "(no servlet) 431 invalid_request");
    }

    @Test
    void logsWhatNeverReachesAServlet() throws Exception {
        leadsToOneLine(site("GET /canary%2 HTTP/1.1", "Host: localhost"), "(no servlet) 400 invalid_request");
        leadsToOneLine(site("GET canary", "Host: localhost"), "(no servlet) 400 invalid_request");
        leadsToOneLine(site("GET / HTTP/1.1", "Host: localhost", "Host: canary"), "(no servlet) 400 invalid_request");
    }

    @Test
    void logsWhatTheManagementPortRefuses() throws Exception {
        leadsToOneLine(tools("GET /canary HTTP/1.1", "Host: localhost"), "(management port) 404 not_found");
        leadsToOneLine(tools("POST /metrics HTTP/1.1", "Host: localhost"), "(management port) 405 method_not_allowed");
        leadsToOneLine(tools("GET canary", "Host: localhost"), "(management port) 400 invalid_request");
    }

    @Test
    void logsWhatTheAdministratorsApiRefuses() throws Exception {
        String answer = site(
                "GET /api/admin/users/canary HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer canary-canary-canary");

        leadsToOneLine(
                answer, "GET /api/admin/users/{userId} session_required a wrong administrator's key from 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1", "127.1.2.3:80", "[::1]:8080", "app.localhost"})
    void answersInDevelopmentForThisMachinesNames(String host) throws Exception {
        assertThat(site("GET /api/login HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "192.168.1.5",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "0.0.0.0"
            })
    void answersInDevelopmentForNoOtherName(String host) throws Exception {
        for (String path : new String[] {"/api/login", "/login", "/assets/login.js", "/demo/journey"}) {
            String answer = site("GET " + path + " HTTP/1.1", "Host: " + host, "X-Forwarded-Host: localhost");

            assertThat(answer).startsWith("HTTP/1.1 421").contains("loopback names alone", "saoma.public-url");
            leadsToOneLine(answer, "(host of another site) invalid_request");
        }
    }

    private void leadsToOneLine(String answer, String line) {
        Matcher trace = TRACE.matcher(answer);
        assertThat(trace.find()).as(answer).isTrue();
        assertThat(answer).contains("\"type\":", "\"title\":", "\"detail\":", "\"retryable\":");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(text -> text.contains(trace.group(1)))
                .containsExactly(trace.group(1) + " " + line);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(text -> text.contains("canary"));
    }

    private static String site(String... head) throws Exception {
        return send(site.server().publicUrl(), head);
    }

    private static String tools(String... head) throws Exception {
        return send(site.server().managementUrl().orElseThrow(), head);
    }

    private static String send(URI url, String... head) throws Exception {
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), url.getPort())) {
            socket.setSoTimeout(15_000);
            String text = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
