package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** No response, log line or row contains the app secret, whatever WeChat returns. */
class SecretStaysInsideTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CANARY = "CANARY_appSecret_7f3c";

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> answers = new ArrayList<>();
    private Site site;

    @BeforeEach
    void open() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        ((Logger) LoggerFactory.getLogger("dev.saoma")).setLevel(Level.TRACE);
        Site.instance(folder, "Canary", "wx00000000000000ca", CANARY, "open");
        site = Site.open(folder);
        site.wechat().put(App.website("wx00000000000000ca", CANARY, "Canary", Sample.ACCOUNT, "localhost"));
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        ((Logger) LoggerFactory.getLogger("dev.saoma")).setLevel(Level.INFO);
        site.close();
    }

    @Test
    void isInNothingThatLeavesTheProcess() throws Exception {
        everyWayALoginCanGo();
        everyPage("?code=" + CANARY + "&state=" + CANARY);
        assertThat(figures()).contains("saoma_step_seconds");

        assertThat(hits(answers)).isEmpty();
        assertThat(hits(logged())).isEmpty();
        assertThat(hits(stored())).isEmpty();
        assertThat(answers).hasSizeGreaterThan(20);
    }

    @Test
    void isSoTheAdministratorsKey() throws Exception {
        var wrong = site.browserWith(Site.ADMIN_KEY + "x");
        String users = "/api/admin/users";
        for (Browser browser : List.of(site.admin(), wrong)) {
            keep(browser.post(users, "{\"userId\":\"ann\"}"));
            keep(browser.post(users, "no json"));
            keep(browser.call("PATCH", users + "/ann", "{\"isActive\":false}"));
            keep(browser.get(users + "?limit=x"));
            keep(browser.post("/api/admin/corps", "{\"corpId\":\"c\",\"corpName\":\"C\"}"));
            keep(browser.put("/api/admin/corps/c/members/ann"));
            keep(browser.delete("/api/admin/corps/c"));
            keep(browser.post(users + "/ann/invitations", "{}"));
            keep(browser.get("/api/admin/audit"));
            keep(browser.get("/api/session"));
            keep(browser.get("/api/admin/nowhere"));
        }

        assertThat(figures()).contains("jvm_");

        assertThat(hits(answers, Site.ADMIN_KEY)).isEmpty();
        assertThat(hits(logged(), Site.ADMIN_KEY)).isEmpty();
        assertThat(hits(stored(), Site.ADMIN_KEY)).isEmpty();
        assertThat(answers).hasSize(23);
    }

    /** The credentials of a login are in no log line, metric or row, and only in the response that issues them. */
    @Test
    void isSoWhatALoginIsMadeOf() throws Exception {
        var passing = new LinkedHashMap<String, String>();
        Browser browser = site.browser();
        Reply attempt = browser.post("/api/login/Canary/attempts", "{\"intent\":\"login\"}");
        passing.put("code", site.wechat().issueCode("wx00000000000000ca", "alice"));
        passing.put("state", attempt.text("state"));
        passing.put("browser", cookie(attempt, "saoma-attempt"));
        Reply finished = browser.finish("Canary", passing.get("state"), passing.get("code"));
        passing.put("loginCode", finished.text("loginCode"));
        Reply opened = browser.redeem(passing.get("loginCode"));
        passing.put("session", cookie(opened, "saoma-session"));
        for (String secret : List.copyOf(passing.values())) {
            var bearer = site.browserWith(secret);
            keep(bearer.get("/api/session"));
            keep(bearer.get("/api/admin/users"));
            keep(bearer.get("/api/login/" + secret));
            keep(bearer.get("/" + secret + "?state=" + secret));
            keep(bearer.finish("Canary", "0".repeat(64), "x" + secret));
            keep(bearer.redeem("1".repeat(64)));
            everyPage("?code=" + secret + "&state=" + secret);
        }
        keep(browser.session());
        keep(browser.get("/api/sessions"));
        figures();

        List<String> rows = stored();
        assertThat(passing).hasSize(5).allSatisfy((name, secret) -> {
            assertThat(secret).as(name).hasSizeGreaterThan(20);
            assertThat(hits(answers, secret)).as(name).isEmpty();
            assertThat(hits(logged(), secret)).as(name).isEmpty();
            assertThat(hits(rows, secret)).as(name).isEmpty();
        });
        assertThat(logged()).as("something was logged").isNotEmpty();
    }

    @Test
    void isSoAScanForTheConsole() throws Exception {
        site.close();
        site = Site.withConsolePort(folder, Clock.systemUTC());
        Browser person = site.browser();
        person.login(site.code("alice"));
        var console = new Browser(site.consoleUrl());
        Reply asked = console.post("/api/admin/session/scan", "");
        String browser = cookie(asked, "saoma-scan");
        String challenge = asked.text("address").replaceFirst(".*=", "");
        String page = "/login/console?challenge=" + challenge;
        Reply granted = person.get(page);
        String code = granted.header("Location").replaceFirst(".*=", "");
        List<String> rows = stored();
        keep(site.browser().get(page));
        for (int i = 0; i < 2; i++) {
            keep(console.post("/api/admin/session", "{\"scan\":\"" + code + "\"}"));
        }

        for (String secret : List.of(browser, challenge, code.substring(0, 64))) {
            assertThat(secret).hasSize(64);
            assertThat(hits(answers, secret)).isEmpty();
            assertThat(hits(logged(), secret)).isEmpty();
            assertThat(hits(rows, secret)).isEmpty();
        }
        assertThat(answers).element(1).asString().contains("forbidden");
    }

    private static String cookie(Reply answer, String name) {
        Matcher set = Pattern.compile("(?im)^set-cookie: " + name + "[^=]*=([0-9a-f]{64})")
                .matcher(answer.head());
        assertThat(set.find()).as(answer.head()).isTrue();
        return set.group(1);
    }

    @Test
    void wouldBeFoundIfItWere() {
        String encoded = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));

        assertThat(hits(List.of("a " + CANARY, "b " + encoded, "c"))).hasSize(2);
    }

    private void everyWayALoginCanGo() {
        keep(site.browser().get("/api/login"));
        keep(site.browser().get("/api/login/Canary"));
        login();
        List<Fault> faults = List.of(
                new Fault.Html(),
                new Fault.Truncated(),
                new Fault.Reset(),
                new Fault.Huge(100_000),
                new Fault.Redirect("http://127.0.0.1:9/"),
                new Fault.ErrorCode(40125, "invalid appsecret"),
                new Fault.ErrorCode(40013, "invalid appid"),
                new Fault.ErrorCode(-1, "system error"));
        for (Fault fault : faults) {
            site.wechat().fault(Target.ACCESS_TOKEN, 1, fault);
            login();
        }
        site.wechat().put(App.website("wx00000000000000ca", "another", "Canary", Sample.ACCOUNT, "localhost"));
        login();
    }

    private void login() {
        Browser browser = site.browser();
        Reply attempt = browser.post("/api/login/Canary/attempts", "{\"intent\":\"login\"}");
        keep(attempt);
        String code = site.wechat().issueCode("wx00000000000000ca", "alice");
        keep(browser.finish("Canary", attempt.text("state"), code));
        keep(browser.finish("Canary", "0".repeat(64), code));
    }

    private void keep(Reply answer) {
        answers.add(answer.head() + "\n" + answer.body());
    }

    /** Records the response of a page or of the metrics, with its headers. */
    private void keep(String address) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
        answers.add(answer.headers().map() + "\n" + answer.body());
    }

    private void everyPage(String more) throws Exception {
        for (String path :
                List.of("/login", "/account", "/nowhere", "/api/login/Canary/callback", "/errors/not_found")) {
            keep(site.server().publicUrl() + path + more);
        }
        keep(site.server().managementUrl().orElseThrow() + "/nowhere" + more);
    }

    private String figures() throws Exception {
        keep(site.server().managementUrl().orElseThrow() + "/metrics");
        return answers.get(answers.size() - 1);
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private List<String> stored() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            var texts = new ArrayList<String>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            assertThat(texts).isNotEmpty();
            return texts;
        }
    }

    private static List<String> hits(List<String> texts) {
        return hits(texts, CANARY);
    }

    private static List<String> hits(List<String> texts, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> forms = List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                new StringBuilder(secret).reverse().toString());
        return texts.stream()
                .filter(text -> forms.stream().anyMatch(text::contains))
                .toList();
    }
}
