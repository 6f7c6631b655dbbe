package dev.saoma.server;

import static dev.saoma.server.ElementNodes.CREATE;
import static dev.saoma.server.ElementNodes.ELEMENTS;
import static dev.saoma.server.ElementNodes.FIELDS;
import static dev.saoma.server.ElementNodes.MINE;
import static dev.saoma.server.ElementNodes.NEW;
import static dev.saoma.server.ElementNodes.admin;
import static dev.saoma.server.ElementNodes.match;
import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import dev.saoma.testing.StoredText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** Two nodes with folders of their own edit login methods in one database. */
@Timeout(300)
abstract class ElementNodesContract {
    @TempDir
    private Path folder;

    private DatabaseServer.Running database;
    private ElementNodes nodes;
    private SaomaServer one;
    private SaomaServer other;

    /** Returns the server of the database. */
    abstract DatabaseServer server();

    @BeforeEach
    void start() throws Exception {
        database = server().run(Files.createDirectories(folder.resolve("database")));
        nodes = new ElementNodes(folder, database.store());
        one = nodes.start("one", "database");
        other = nodes.start("other", "database");
    }

    @AfterEach
    void stop() throws Exception {
        try (var stopped = database;
                var closed = nodes) {
            assertThat(closed).isNotNull();
        }
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
        assertThat(override.json().path("secret").path("kind").asString())
                .as("the folder has it in clear")
                .isEqualTo("sealed");
        try (Database opened = database.store().open()) {
            List<String> stored = opened.read(sql -> StoredText.of(sql.jdbc()));
            assertThat(stored)
                    .anyMatch(value -> value.startsWith("saoma_element."))
                    .noneMatch(value -> value.contains(Sample.APP.secret()));
        }
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
        nodes.stop(one);
        one = nodes.start("one", "folder");
        assertThat(one.app().loginInstances()).hasSize(1);
        nodes.stop(one);
        one = nodes.start("one", "both");
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

    @Test
    void keepTwoHundredVersions() {
        nodes.stop(other);
        for (int i = 2; i <= 205; i++) {
            assertThat(admin(one)
                            .put(MINE, "{\"title\":\"" + i + "\"}", match(one, MINE))
                            .status())
                    .isEqualTo(200);
        }
        Reply versions = admin(one).get(MINE + "/versions");

        assertThat(versions.json().size()).isEqualTo(200);
        assertThat(versions.json().path(0).path("version").asInt()).isEqualTo(205);
        assertThat(versions.json().path(199).path("version").asInt()).isEqualTo(6);
        assertThat(admin(one).get(MINE + "/versions/5").status()).isEqualTo(404);
        assertThat(admin(one).get(MINE + "/versions/1").text("change"))
                .as("what it overrides")
                .isEqualTo("found");
        assertThat(hasChanged(one)).isFalse();
    }

    @Test
    void noticeThatTheFolderHasChangedSince() throws Exception {
        assertThat(admin(one).get(MINE).json().path("overridden").isNull()).isTrue();
        admin(one).put(MINE, "{\"title\":\"Ours\"}", match(one, MINE));
        var overridden = admin(other).get(MINE).json().path("overridden");
        assertThat(overridden.path("store").asString()).isEqualTo("folder");
        assertThat(overridden.path("app").asString()).isEqualTo("test.Shop");
        assertThat(overridden.path("files").toString()).contains("WeChat Login").doesNotContain(Sample.APP.secret());
        assertThat(hasChanged(one)).isFalse();
        assertThat(admin(one).get(MINE + "/versions").json())
                .extracting(version -> version.path("change").asString())
                .containsExactly("saved", "found");

        Site.instance(nodes.app("one").getParent(), Site.INSTANCE, "wx00000000000000cc", "0".repeat(32), "deny");

        Eventually.holds("the folder has changed", () -> hasChanged(one));
        assertThat(hasChanged(other)).as("it has a folder of its own").isFalse();
        assertThat(admin(one).get(MINE).text("appId")).as("nothing else").isEqualTo(Sample.APP.appid());
        assertThat(admin(one)
                        .get(ELEMENTS)
                        .json()
                        .path("elements")
                        .path(0)
                        .path("overridden")
                        .toString())
                .isEqualTo("{\"app\":\"test.Shop\",\"store\":\"folder\",\"hasChanged\":true}");
        admin(one).put(MINE, "{\"title\":\"Again\"}", match(one, MINE));
        assertThat(hasChanged(one)).isFalse();
    }

    private static boolean hasChanged(SaomaServer node) {
        return admin(node)
                .get(MINE)
                .json()
                .path("overridden")
                .path("hasChanged")
                .asBoolean();
    }

    @Test
    void restoreWhatTheOtherHasDeleted() {
        admin(one).put(NEW, FIELDS.replace("Portal\",\"appId", "门户 😀\",\"appId"), CREATE);
        admin(one).put(NEW, "{\"title\":\"Two\",\"reason\":\"更好\"}", match(one, NEW));
        String deleted = match(other, NEW);
        assertThat(admin(other).call("DELETE", NEW, "{}", deleted).status()).isEqualTo(204);
        assertThat(admin(one).post(NEW + "/undo", "{\"version\":1}", deleted).status())
                .isEqualTo(412);

        Reply undone = admin(one).post(NEW + "/undo", "{\"version\":1}", CREATE);

        assertThat(undone.status()).as(undone.body()).isEqualTo(200);
        assertThat(undone.text("title")).isEqualTo("门户 😀");
        assertThat(admin(other).get(NEW).text("title")).isEqualTo("门户 😀");
        assertThat(admin(other).get(NEW + "/versions").json())
                .extracting(version -> version.path("change").asString() + " "
                        + version.path("reason").asString("-"))
                .containsExactly("undone -", "deleted -", "saved 更好", "created -");
    }

    private List<String> written() {
        try (Stream<Path> files = Files.walk(nodes.app("one"))) {
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
