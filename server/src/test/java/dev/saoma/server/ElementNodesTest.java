package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with folders of their own edit login methods in one PostgreSQL database. */
@Timeout(120)
class ElementNodesTest {
    private static final String ELEMENTS = "/api/admin/elements";
    private static final String NEW = ELEMENTS + "/auths.loginTypes.Portal";
    private static final String MINE = ELEMENTS + "/auths.loginTypes.MyWeChatLogin";
    private static final String CREATE = "If-None-Match: *";
    private static final String FIELDS = """
            {"type":"auths.loginTypes.WeChatType","title":"Portal","appId":"wx0123456789abcdef","isActive":true,
             "secret":{"typed":"5a0a5a0a5a0a5a0a5a0a5a0a5a0a5a0a"}}""";

    @TempDir
    private Path folder;

    private DatabaseServer.Running database;
    private SaomaServer one;
    private SaomaServer other;

    @BeforeEach
    void start() throws Exception {
        database = DatabaseServer.POSTGRESQL.run(folder.resolve("postgresql"));
        one = node("one", "database");
        other = node("other", "database");
    }

    @AfterEach
    void stop() throws Exception {
        try (var stopped = database;
                var closed = other) {
            one.close();
        }
    }

    private SaomaServer node(String name, String mode) {
        Path home = folder.resolve(name);
        if (!Files.exists(home)) {
            Site.write(home.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
            Site.instance(home, Site.INSTANCE, Sample.APP.appid(), Sample.APP.secret(), "open");
        }
        Map<String, String> settings = Map.of(
                "saoma.mode",
                "development",
                "saoma.port",
                "0",
                "saoma.app",
                home.resolve("app").toString(),
                "saoma.data",
                home.resolve("data").toString(),
                "saoma.store.url",
                database.store().url(),
                "saoma.store.user",
                database.store().user(),
                "saoma.admin-key",
                Site.ADMIN_KEY,
                "saoma.seal-key",
                Site.SEAL_KEY,
                "saoma.elements",
                mode);
        return SaomaServer.start(ServerSettings.of(settings), Clock.systemUTC());
    }

    private static Browser admin(SaomaServer node) {
        var browser = new Browser(node.publicUrl());
        browser.with("Authorization: Bearer " + Site.ADMIN_KEY);
        return browser;
    }

    private static String match(SaomaServer node, String path) {
        return "If-Match: " + admin(node).get(path).header("ETag");
    }

    @Test
    void useAnEditOfEachOtherWithinTwoSeconds() throws Exception {
        Reply created = admin(one).put(NEW, FIELDS, CREATE);
        long begun = System.nanoTime();
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.text("store")).isEqualTo("database");

        Eventually.holds(
                "live on the other node",
                () -> other.app().loginInstances().stream()
                        .anyMatch(instance -> instance.name().equals("Portal")));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(2_900));

        assertThat(new Browser(other.publicUrl()).start("Portal", "login").status())
                .isEqualTo(201);
        assertThat(admin(other)
                        .put(NEW, "{\"title\":\"Two\"}", match(other, NEW))
                        .status())
                .isEqualTo(200);
        assertThat(admin(one).get(NEW).text("title")).isEqualTo("Two");
        assertThat(admin(one).call("DELETE", NEW, "{}", match(one, NEW)).status())
                .isEqualTo(204);
        assertThat(admin(one).get(NEW + "/versions").json())
                .extracting(version -> version.path("change").asString())
                .containsExactly("deleted", "saved", "created");
        assertThat(written()).isEmpty();
    }

    @Test
    void overrideWhatIsInTheFolder() {
        assertThat(admin(one).get(MINE).text("store")).isEqualTo("folder");
        assertThat(admin(one).get(ELEMENTS).text("store")).isEqualTo("database");
        assertThat(admin(one).get(ELEMENTS).json().path("isWritable").asBoolean())
                .isTrue();
        assertThat(admin(one).call("DELETE", MINE, "{}", match(one, MINE)).code())
                .isEqualTo("elements_read_only");

        Reply override = admin(one).put(MINE, "{\"title\":\"Ours\"}", match(one, MINE));

        assertThat(override.status()).as(override.body()).isEqualTo(200);
        assertThat(override.text("store")).isEqualTo("database");
        assertThat(override.json().path("overrides").asBoolean()).isTrue();
        assertThat(admin(one).get(ELEMENTS).json().path("elements").size()).isEqualTo(1);
        assertThat(written()).isEmpty();
        assertThat(admin(one).call("DELETE", MINE, "{}", match(one, MINE)).status())
                .isEqualTo(204);
        assertThat(admin(one).get(MINE).text("title")).isEqualTo("WeChat Login");
    }

    /** A restart reads the same, and a node in another mode does not see them. */
    @Test
    void keepThemAcrossARestart() {
        admin(one).put(NEW, FIELDS, CREATE);
        one.close();
        one = node("one", "folder");
        assertThat(one.app().loginInstances()).hasSize(1);
        one.close();
        one = node("one", "both");
        assertThat(one.app().loginInstances()).hasSize(2);

        Reply edited = admin(one).put(MINE, "{\"title\":\"Ours\"}", match(one, MINE));

        assertThat(edited.text("store")).isEqualTo("folder");
        assertThat(admin(one).put(NEW, "{\"title\":\"Two\"}", match(one, NEW)).text("store"))
                .isEqualTo("database");
    }

    @Test
    void letOneOfTwoEditorsWin() throws Exception {
        admin(one).put(NEW, FIELDS, CREATE);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                String seen = match(one, NEW);
                var together = new CountDownLatch(2);
                List<Future<Integer>> answers = new ArrayList<>();
                for (SaomaServer node : List.of(one, other)) {
                    String body =
                            "{\"title\":\"" + round + " of " + node.publicUrl().getPort() + "\"}";
                    answers.add(both.submit(() -> {
                        together.countDown();
                        together.await();
                        return admin(node).put(NEW, body, seen).status();
                    }));
                }
                assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                        .as("round " + round)
                        .containsExactlyInAnyOrder(200, 412);
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(admin(one).get(NEW + "/versions").json().size()).isEqualTo(21);
    }

    /** Edits of different elements do not refuse each other, and two new ones cannot take one name. */
    @Test
    void loseNothingWhenTheyCreateAtOnce() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SaomaServer node = i % 2 == 0 ? one : other;
                String path = ELEMENTS + "/auths.loginTypes.Portal" + i / 2;
                answers.add(
                        both.submit(() -> admin(node).put(path, FIELDS, CREATE).status()));
            }
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(4);
            assertThat(statuses).filteredOn(status -> status != 201).allMatch(status -> status == 412 || status == 422);
        } finally {
            both.shutdownNow();
        }
    }

    private List<String> written() {
        try (Stream<Path> files = Files.walk(folder.resolve("one/app"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name ->
                            !List.of("app.json", "e.json", "MyWeChatLogin.json").contains(name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
