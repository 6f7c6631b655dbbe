package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a login to a client is made of is in no log line, metric, audit event or row, and in no answer to anybody else. */
class OidcSecretsTest {
    private static final String STATE = "CANARY-state-51c0a9e7";
    private static final String NONCE = "CANARY-nonce-e0b7d216";
    /** A waiting request is stored with its state, and a code with its nonce, since the client gets both back. */
    private static final Set<String> STORED = Set.of("state", "nonce");

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> answers = new ArrayList<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Site site;
    private RelyingParty shop;
    private RelyingParty other;

    @BeforeEach
    void open() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        ((Logger) LoggerFactory.getLogger("dev.saoma")).setLevel(Level.TRACE);
        site = Site.withProvider(Site.withConsole(folder));
        shop = RelyingParty.web(
                site,
                "Shop",
                ", \"refresh\": true, \"backchannelLogoutUri\": \"http://127.0.0.1:1/logout\","
                        + " \"postLogoutRedirectUris\": [\"https://shop.example/out\"]");
        other = RelyingParty.web(site, "Other", ", \"refresh\": true");
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        ((Logger) LoggerFactory.getLogger("dev.saoma")).setLevel(Level.INFO);
        site.close();
    }

    @Test
    void stayInside() throws Exception {
        Browser alice = login();
        secrets.forEach((name, secret) -> misuse(secret));
        badRequests(alice);
        assertThat(shop.redeem(secrets.get("code")).status()).isEqualTo(400);
        alice.get("/oauth2/logout?" + RelyingParty.form(Map.of("id_token_hint", secrets.get("ID token"))));
        for (String path : List.of("/audit", "/flow", "/flow/failures", "/clients", "/users")) {
            keep(site.admin().get("/api/admin" + path));
        }
        keep(metrics());

        List<String> rows = stored();
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(9);
        secrets.forEach((name, secret) -> {
            assertThat(secret).as(name).hasSizeGreaterThan(15);
            assertThat(hits(answers, secret)).as(name + " in answers").isEmpty();
            assertThat(hits(logged(), secret)).as(name + " in the log").isEmpty();
            if (!STORED.contains(name)) {
                assertThat(hits(rows, secret)).as(name + " in rows").isEmpty();
            }
        });
        assertThat(answers).hasSizeGreaterThan(50).anyMatch(text -> text.contains("tokens_revoked"));
        assertThat(logged()).anyMatch(line -> line.contains("client=Shop"));
        // The scan finds what is there.
        assertThat(hits(rows, NONCE)).isNotEmpty();
    }

    private Browser login() {
        Browser alice = site.browser();
        Map<String, String> request = shop.parameters();
        request.put("state", STATE);
        request.put("nonce", NONCE);
        secrets.put("state", STATE);
        secrets.put("nonce", NONCE);
        secrets.put("secret", RelyingParty.SECRET);
        secrets.put("verifier", RelyingParty.VERIFIER);
        String waiting = RelyingParty.query(shop.authorize(alice, request).header("Location"))
                .get("returnTo");
        secrets.put("request", waiting.substring(waiting.lastIndexOf('/') + 1));
        alice.login(site.code("alice"));
        secrets.put(
                "code",
                RelyingParty.query(alice.get(waiting).header("Location")).get("code"));
        Reply tokens = shop.redeem(secrets.get("code"));
        secrets.put("access token", tokens.text("access_token"));
        secrets.put("refresh token", tokens.text("refresh_token"));
        String idToken = tokens.text("id_token");
        secrets.put("ID token", idToken);
        secrets.put("signature", idToken.substring(idToken.lastIndexOf('.') + 1));
        return alice;
    }

    /** Sends a secret where it is refused, by strangers, in every place that reads a text. */
    private void misuse(String secret) {
        Browser stranger = site.browser();
        for (String path : List.of("/oauth2/authorize/", "/oauth2/", "/", "/api/", "/.well-known/")) {
            keep(stranger.get(path + secret));
        }
        for (String name : List.of(
                "client_id",
                "redirect_uri",
                "scope",
                "prompt",
                "max_age",
                "id_token_hint",
                "code_challenge",
                "token",
                "code",
                "client_secret",
                "grant_type",
                "refresh_token",
                "post_logout_redirect_uri",
                "request")) {
            Map<String, String> request = other.parameters();
            request.put("state", "another");
            request.put(name, secret + "x");
            String form = RelyingParty.form(request);
            keep(stranger.form("/oauth2/token", form));
            keep(stranger.form("/oauth2/introspect", form));
            keep(stranger.form("/oauth2/revoke", form));
            if (!name.equals("redirect_uri")) {
                keep(stranger.get("/oauth2/logout?post_logout_redirect_uri=" + name + "&"
                        + form.replace("post_logout_redirect_uri=", "x=")));
            }
        }
        keep(other.redeem("0".repeat(64)));
        keep(other.refresh(secret));
        keep(stranger.get("/oauth2/userinfo", "Authorization: Bearer " + secret + "x"));
        keep(stranger.get("/oauth2/userinfo", "Authorization: Basic " + secret));
        keep(other.http().form("/oauth2/token", "grant_type=x", RelyingParty.basic(secret, secret)));
    }

    /** Faults whose description is logged. Most secrets would be good challenges, and those are stored. */
    private void badRequests(Browser alice) {
        for (String name :
                List.of("prompt", "max_age", "id_token_hint", "code_challenge", "scope", "response_mode", "request")) {
            for (String secret : secrets.values()) {
                Map<String, String> request = other.parameters();
                request.put(name, secret + "\u00e9");
                keep(alice.get("/oauth2/authorize?" + RelyingParty.form(request)));
            }
        }
    }

    private void keep(Reply reply) {
        answers.add(reply.head() + "\n" + reply.body());
    }

    private Reply metrics() {
        return new HttpBrowser(site.server().managementUrl().orElseThrow()).get("/metrics");
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            var texts = new ArrayList<String>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return texts;
        }
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
