package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import dev.saoma.testing.StoredText;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new server is set up in a browser, from an empty folder on, by the link that it prints. */
@Timeout(120)
class SetupTest {
    private static final String SESSION = "/api/admin/session";
    private static final String INVITATION = "/api/admin/setup/invitation";

    private final MovableClock clock = new MovableClock();
    private final WeChatEmulator wechat = WeChatEmulator.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        wechat.close();
    }

    private ServerSettings settings(boolean console) {
        var settings = new HashMap<>(Map.of(
                "saoma.mode", "development",
                "saoma.port", "0",
                "saoma.app", folder.resolve("app").toString(),
                "saoma.data", folder.resolve("data").toString(),
                "saoma.wechat.api-url", wechat.baseUrl(),
                "saoma.wechat.page-url", wechat.baseUrl()));
        settings.put("saoma.console", console ? "public" : "off");
        return ServerSettings.of(settings);
    }

    /** Starts a server as {@code serve} does. */
    private SaomaServer start() {
        ServerSettings settings = settings(true);
        NewApp.createIfEmpty(settings);
        return SaomaServer.start(settings, clock);
    }

    private static String token(Optional<URI> link) {
        String text = link.orElseThrow().toString();
        assertThat(text).matches("http://localhost:\\d+/console#setup=[0-9a-f]{64}");
        return text.replaceFirst(".*setup=", "");
    }

    private static Reply open(Browser browser, String token) {
        return browser.post(SESSION, "{\"setup\":\"" + token + "\"}");
    }

    private void loginMethod(String registration, boolean isActive) {
        Path element = folder.resolve("app/auths/loginTypes/WeChatLogin");
        Site.write(element.resolve("WeChatLogin.json"), """
                {"authConfig": {"appId": "%s", "appSecret": "%s"}, "registration": "%s", "isActive": %s}""".formatted(
                        Sample.APP.appid(), Sample.APP.secret(), registration, isActive));
        Site.write(element.resolve("e.json"), "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"WeChat\"}");
    }

    private static void awaitLoginMethod(SaomaServer server) throws Exception {
        Eventually.holds(
                "the login method",
                () -> server.app().loginInstances().stream().anyMatch(instance -> instance.isActive()));
    }

    @Test
    void leadsFromAnEmptyFolderToTheFirstOwner() throws Exception {
        try (SaomaServer server = start()) {
            assertThat(Serve.greeting(server)).anyMatch(line -> line.startsWith("setup    http://localhost:"));
            var console = new Browser(server.publicUrl());
            Reply opened = open(console, token(server.setupLink()));
            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.text("role")).isEqualTo("owner");
            assertThat(opened.text("openedBy")).isEqualTo("setup");
            assertThat(console.get(SESSION).text("openedBy")).isEqualTo("setup");
            assertThat(console.post(INVITATION, "{}").code()).isEqualTo("login_inactive");

            loginMethod("deny", true);
            awaitLoginMethod(server);
            Reply invited = console.post(INVITATION, "{}");

            assertThat(invited.status()).isEqualTo(201);
            var person = new Browser(server.publicUrl());
            bind(person, invited.text("link").replaceFirst(".*invitation=", ""));
            assertThat(person.logIn("WeChatLogin", code()).status()).isEqualTo(201);
            assertThat(open(person, "0".repeat(64)).code()).isEqualTo("bind_ticket_invalid");
            assertThat(person.post(SESSION, "{}").text("role")).isEqualTo("owner");
            assertThat(server.setupLink()).isEmpty();
            assertThat(console.post(INVITATION, "{}").code()).isEqualTo("not_found");
            assertThat(person.get("/api/admin/audit?actor=setup").json())
                    .extracting(event -> event.path("note").asString())
                    .contains("console opened by the setup link", "role owner given");
            assertThat(Files.readString(folder.resolve("app/app.json"))).contains("\"appId\": \"saoma.App\"");
        }
    }

    private String code() {
        return wechat.issueCode(Sample.APP.appid(), "alice");
    }

    private void bind(Browser person, String invitation) {
        String state = person.post(
                        "/api/login/WeChatLogin/attempts",
                        "{\"intent\":\"bind\",\"invitation\":\"" + invitation + "\"}")
                .text("state");
        Reply bound =
                person.post("/api/bindings/WeChatLogin", "{\"state\":\"" + state + "\",\"code\":\"" + code() + "\"}");
        assertThat(bound.status()).isEqualTo(200);
    }

    /** Who comes by himself where registration is open has no role, so there would be no owner. */
    @Test
    void invitesTheOwnerAlsoWhereEverybodyMayRegister() throws Exception {
        try (SaomaServer server = start()) {
            var console = new Browser(server.publicUrl());
            open(console, token(server.setupLink()));
            loginMethod("open", true);
            awaitLoginMethod(server);

            assertThat(server.firstInvitation()).isEmpty();
            assertThat(console.post(INVITATION, "{}").status()).isEqualTo(201);
            assertThat(console.get("/api/admin/roles").json()).hasSize(1);
        }
    }

    @Test
    void isUsedOnceHoweverManyRaceAndEndsTheOthers() throws Exception {
        try (SaomaServer server = start()) {
            for (int round = 0; round < 10; round++) {
                String link = token(server.setupLink());
                String other = token(server.setupLink());

                List<Integer> answers = IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(
                                i -> open(new Browser(server.publicUrl()), link).status())
                        .toList();

                assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
                assertThat(answers).containsOnly(201, 400);
                assertThat(open(new Browser(server.publicUrl()), other).code()).isEqualTo("bind_ticket_invalid");
            }
        }
    }

    @Test
    void endsAfterItsTime() throws Exception {
        try (SaomaServer server = start()) {
            String late = token(server.setupLink());
            clock.pass(Duration.ofMinutes(60));
            assertThat(open(new Browser(server.publicUrl()), late).code()).isEqualTo("bind_ticket_invalid");

            var console = new Browser(server.publicUrl());
            open(console, token(server.setupLink()));
            clock.pass(Duration.ofMinutes(14));
            assertThat(console.get("/api/admin/users").status()).isEqualTo(200);
            clock.pass(Duration.ofMinutes(1));
            assertThat(console.get("/api/admin/users").code()).isEqualTo("session_required");
        }
    }

    @Test
    void endsWhenSomebodyCanSignInOrThereIsAnOwner() throws Exception {
        try (SaomaServer server = start()) {
            String link = token(server.setupLink());
            loginMethod("deny", true);
            awaitLoginMethod(server);
            assertThat(server.setupLink()).isEmpty();
            assertThat(open(new Browser(server.publicUrl()), link).code()).isEqualTo("bind_ticket_invalid");

            server.firstInvitation().orElseThrow();
            loginMethod("deny", false);
            Eventually.holds(
                    "no login method",
                    () -> server.app().loginInstances().stream().noneMatch(instance -> instance.isActive()));
            assertThat(server.setupLink()).as("there is an owner").isEmpty();
            assertThat(open(new Browser(server.publicUrl()), link).code()).isEqualTo("bind_ticket_invalid");
        }
    }

    @Test
    void isStoredAsAHashAndOnlyOurPageMayUseIt() throws Exception {
        try (SaomaServer server = start()) {
            String link = token(server.setupLink());
            try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/saoma.db"))) {
                assertThat(StoredText.of(jdbc))
                        .anyMatch(value -> value.startsWith("saoma_setup_link.hash="))
                        .noneMatch(value -> value.contains(link));
            }
            var evil = new Browser(server.publicUrl());
            assertThat(evil.post(SESSION, "{\"setup\":\"" + link + "\"}", "Origin: https://evil.example")
                            .code())
                    .isEqualTo("forbidden");
            assertThat(open(evil, link).status()).isEqualTo(201);
        }
    }

    @Test
    void namesTheSettingWhereTheConsoleIsOff() {
        ServerSettings settings = settings(false);
        NewApp.createIfEmpty(settings);
        ConfigException fault = catchThrowableOfType(ConfigException.class, () -> SaomaServer.start(settings, clock));

        assertThat(NewApp.explained(fault, settings))
                .hasMessageContaining("app.json")
                .hasMessageContaining("saoma.console=public");
        var other = new ConfigException("other.properties", "", "is at fault");
        assertThat(NewApp.explained(other, settings)).isSameAs(other);
        assertThat(folder.resolve("app")).doesNotExist();
    }

    @Test
    void leavesAFolderAloneThatHoldsOtherFiles() throws Exception {
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/notes.txt"), "mine");

        assertThatThrownBy(this::start).isInstanceOf(ConfigException.class).hasMessageContaining("is missing");
        assertThat(folder.resolve("app/app.json")).doesNotExist();
    }

    @Test
    void isPartOfTheCommand() throws Exception {
        Map<String, String> settings = Map.of(
                "saoma.mode", "development",
                "saoma.port", "0",
                "saoma.app", folder.resolve("app").toString(),
                "saoma.data", folder.resolve("data").toString(),
                "saoma.management.port", "0");
        assertThatThrownBy(() -> ServingChild.start(folder, settings))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("saoma.console=public");
        var withConsole = new HashMap<>(settings);
        withConsole.put("saoma.console", "public");
        try (ServingChild child = ServingChild.start(folder, withConsole)) {
            assertThat(new Browser(child.server()).get("/console").status()).isEqualTo(200);
        }
    }
}
