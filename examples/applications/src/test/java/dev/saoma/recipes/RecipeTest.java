package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Program;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types a page into its application, starts it with the page's command, and logs in over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecipeTest {
    private static final int LINES_OF_A_PAGE = 80;

    /** The user whom each application has before, with the password "secret". */
    static final String OWN_USER = "Wang Wei";

    final String name;

    RecipeTest(String name) {
        this.name = name;
    }

    /** What one test uses. */
    record Running(WeChat wechat, Program program, int port, Path folder) implements AutoCloseable {
        Visitor visitor(String... headers) {
            return new Visitor(port, wechat, headers);
        }

        String address() {
            return "http://localhost:" + port;
        }

        @Override
        public void close() throws InterruptedException {
            program.close();
            wechat.close();
        }
    }

    /** Returns the versions of the framework by what Maven gets on its command line for each. */
    Map<String, String> versions() {
        return Map.of("Spring Boot 3.5.16", "-Pspring-boot-3", "Spring Boot 4.1.2", "");
    }

    final SortedSet<String> versionNames() {
        return new TreeSet<>(versions().keySet());
    }

    final String newestVersion() {
        return versionNames().last();
    }

    /** Changes the application before it starts, in addition to the page. */
    void change(Project project) {}

    /** Returns whether a filter of the application answers preflights before Saoma sees them. */
    boolean answersPreflights() {
        return false;
    }

    /** Returns more variables of the environment, such as the address of a database. */
    Map<String, String> environment(Path folder) throws Exception {
        return Map.of();
    }

    Visitor visitor(Running running) {
        return running.visitor();
    }

    /** Logs in by password. Returns the header lines that the application's own pages send from then on. */
    abstract String[] password(Visitor visitor);

    /** Returns the header lines that the application's pages send after the answer to a WeChat login. */
    abstract String[] credentials(Reply answer);

    abstract void logOut(Visitor visitor, String... credentials);

    Reply me(Visitor visitor, String... credentials) {
        return visitor.http.get("/me", credentials);
    }

    boolean isRefused(Reply reply) {
        return reply.status() == 401;
    }

    /** Returns a query of the names in the application's table of users. */
    String users() {
        return "SELECT name FROM app_user ORDER BY id";
    }

    String database(Running running) {
        return "jdbc:h2:file:" + running.folder().resolve("data/" + name);
    }

    @ParameterizedTest
    @MethodSource("versionNames")
    void logsInAndBinds(String version, @TempDir Path folder) throws Exception {
        long typing = System.nanoTime();
        String result = "failed";
        double seconds = 0;
        try {
            List<String> users = new ArrayList<>();
            Running used;
            try (Running running = start(version, folder)) {
                used = running;
                registers(running);
                seconds = (System.nanoTime() - typing) / 1e9;
                bindsAndUnbinds(running);
                registersOnce(running);
                new ForeignPage(visitor(running), answersPreflights()).isRefused(this::password);
                more(running);
                if (!database(running).startsWith("jdbc:h2")) {
                    users.addAll(names(running));
                }
            }
            if (users.isEmpty()) {
                users.addAll(names(used));
            }
            assertThat(users).as("no user without an owner").hasSize(4).contains(OWN_USER, "Alice");
            result = "passed";
        } finally {
            report(version, seconds, result);
        }
    }

    /** Checks what this application alone has. */
    void more(Running running) {}

    private void registers(Running running) {
        Visitor alice = visitor(running);
        assertThat(isRefused(me(alice))).isTrue();

        Reply answer = alice.logIn("alice");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String[] credentials = credentials(answer);

        assertThat(me(alice, credentials).body()).contains("\"Alice\"");
        logOut(alice, credentials);
        assertThat(isRefused(me(alice, credentials))).isTrue();
        Visitor again = visitor(running);
        assertThat(me(again, credentials(again.logIn("alice"))).body()).contains("\"Alice\"");
    }

    private void bindsAndUnbinds(Running running) {
        Visitor own = visitor(running);
        String[] credentials = password(own);
        assertThat(me(own, credentials).body()).contains('"' + OWN_USER + '"');
        Reply bound = own.bind("wang", credentials);
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);

        Visitor scanning = visitor(running);
        String[] byWeChat = credentials(scanning.logIn("wang"));
        assertThat(me(scanning, byWeChat).body()).contains('"' + OWN_USER + '"');

        assertThat(own.isBound(credentials)).isTrue();
        Reply unbound = own.unbind(credentials);
        assertThat(unbound.status()).as(unbound.body()).isEqualTo(200);
        assertThat(own.isBound(credentials)).isFalse();
        Visitor unknown = visitor(running);
        assertThat(me(unknown, credentials(unknown.logIn("wang"))).body())
                .as("a new user, since the WeChat is not bound")
                .doesNotContain(OWN_USER);

        logOut(own, credentials);
        assertThat(isRefused(me(own, credentials))).isTrue();
        assertThat(own.bindings(credentials).status()).isEqualTo(401);
    }

    /** Four browsers of one new user at once. */
    private void registersOnce(Running running) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> logins = IntStream.range(0, 4)
                    .<Callable<String>>mapToObj(n -> () -> {
                        Visitor visitor = visitor(running);
                        return me(visitor, credentials(visitor.logIn("emoji"))).body();
                    })
                    .toList();
            var seen = new ArrayList<String>();
            for (Future<String> each : threads.invokeAll(logins)) {
                seen.add(each.get());
            }
            assertThat(seen).allSatisfy(body -> assertThat(body).contains("小熊"));
            assertThat(Set.copyOf(seen)).hasSize(1);
        } finally {
            threads.shutdown();
        }
    }

    Running start(String version, Path folder) throws Exception {
        return start(version, folder, freePort(), Map.of());
    }

    /** @param environment variables that replace those of the test */
    Running start(String version, Path folder, int port, Map<String, String> environment) throws Exception {
        Project project = Project.copy(name, folder, "-B -ntp -q " + versions().get(version));
        RecipePage page = RecipePage.read(name, ".md");
        project.type(page);
        change(project);
        var wechat = new WeChat(folder);
        var all = new HashMap<String, String>();
        all.put("SERVER_PORT", String.valueOf(port));
        all.put("SAOMA_PUBLIC_URL", "http://localhost:" + port);
        all.put("SAOMA_WECHAT_PAGE_URL", wechat.address());
        all.put("SAOMA_WECHAT_API_URL", wechat.address());
        all.putAll(environment(folder));
        all.putAll(environment);
        var program = new Program(
                folder,
                Path.of("target", name + " on " + version + ".log"),
                all,
                "bash",
                "-c",
                page.only("run").text());
        var running = new Running(wechat, program, port, folder);
        try {
            program.await(() -> isUp(running));
        } catch (Exception | Error e) {
            running.close();
            throw e;
        }
        return running;
    }

    private static boolean isUp(Running running) {
        try {
            return running.visitor().http.get("/saoma/api/login").status() == 200;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    private List<String> names(Running running) throws SQLException {
        try (var connection = DriverManager.getConnection(database(running));
                var rows = connection.createStatement().executeQuery(users())) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private void report(String version, double seconds, String result) throws IOException {
        RecipePage page = RecipePage.read(name, ".md");
        long code =
                page.code().stream().mapToLong(RecipePage.Block::linesOfCode).sum();
        long all = page.code().stream().mapToLong(block -> block.lines().size()).sum();
        Files.writeString(
                Path.of("target/recipes.tsv"),
                String.format(Locale.ROOT, "%s\t%s\t%d\t%d\t%.0f\t%s%n", name, version, code, all, seconds, result),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void fitsOnAPageAndIsTheSameInBothLanguages() {
        RecipePage english = RecipePage.read(name, ".md");
        RecipePage chinese = RecipePage.read(name, ".zh-CN.md");

        assertThat(chinese.blocks()).isEqualTo(english.blocks());
        assertThat(english.text().lines().count()).isLessThan(LINES_OF_A_PAGE);
        assertThat(chinese.text().lines().count()).isLessThan(LINES_OF_A_PAGE);
        assertThat(english.code().stream()
                        .mapToLong(RecipePage.Block::linesOfCode)
                        .sum())
                .as("as README.md says")
                .isBetween(18L, 33L);
    }

    /** The applications are built by Maven, so the lines for Gradle are only compared. */
    @Test
    void namesTheSameDependenciesForGradle() {
        RecipePage page = RecipePage.read(name, ".md");
        String maven = java.util.regex.Pattern.compile(
                        "<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>")
                .matcher(page.only("pom.xml").text())
                .results()
                .map(found -> found.group(1) + ":" + found.group(2) + ":" + found.group(3))
                .collect(Collectors.joining("\n"));
        String gradle = java.util.regex.Pattern.compile("`implementation '(.*?)'`")
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining("\n"));

        assertThat(gradle).isEqualTo(maven).isNotEmpty();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
