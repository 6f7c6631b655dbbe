package dev.saoma.spring;

import static dev.saoma.spring.DocumentedProject.EXAMPLE;
import static dev.saoma.spring.DocumentedProject.EXAMPLE_JAVA;
import static dev.saoma.spring.DocumentedProject.NO_SECURITY;
import static dev.saoma.spring.DocumentedProject.REPOSITORY;
import static dev.saoma.spring.DocumentedProject.document;
import static dev.saoma.spring.DocumentedProject.snippet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.spring.DocumentedProject.Running;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the code and the commands of {@code docs/spring-boot.md}. */
@ExtendWith(OutputCaptureExtension.class)
class DocumentTest {
    @TempDir
    private Path folder;

    @Test
    void logsInWordForWord() throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java")
                .withSnippets("Customers.java", "AccountController.java");

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat, NO_SECURITY)) {
            String printed = project.shell(snippet("curl")
                    .replace("http://localhost:8080", shop.address())
                    .replace("http://localhost:9090", wechat.baseUrl()));

            assertThat(printed).contains("\"nickname\":\"Alice\"").endsWith("{\"hello\":\"Alice\"}");
            Browser browser = new Browser(shop.address());
            assertThat(browser.get("/saoma/login").body()).contains("<!doctype html>");
            assertThat(browser.get("/saoma/account").status()).isEqualTo(200);
            assertThat(browser.get("/hello").body()).isEqualTo("{\"hello\":\"stranger\"}");
        }
    }

    @Test
    void protectsWithOneLine() throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java", "OrderController.java")
                .withSnippets("Customers.java", "Security.java", "OwnLogin.java");

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat)) {
            Browser browser = new Browser(shop.address());
            assertThat(browser.get("/orders", "Accept: text/html").header("Location"))
                    .endsWith("/saoma/login?returnTo=%2Forders");

            assertThat(browser.login(wechat, "alice").status()).isEqualTo(201);

            assertThat(browser.get("/orders").body()).contains("A cup of tea");
            assertThat(browser.get("/saoma/api/bindings").body()).contains("MyWeChatLogin");
        }
    }

    @Test
    void tellsOfALoginInEventsFiguresAndHealth(CapturedOutput output) throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java")
                .withSnippets("Customers.java", "Logins.java");
        List<String> arguments = new ArrayList<>(List.of(NO_SECURITY, "--logging.level.com.example.shop=info"));
        snippet("actuator.properties").lines().map(line -> "--" + line).forEach(arguments::add);

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat, arguments.toArray(String[]::new))) {
            Browser browser = new Browser(shop.address());
            assertThat(browser.login(wechat, "alice").status()).isEqualTo(201);

            assertThat(output.getAll()).contains(" came through MyWeChatLogin");
            assertThat(browser.get("/actuator/metrics/saoma.step?tag=step:session&tag=outcome:ok")
                            .body())
                    .contains("\"statistic\":\"COUNT\",\"value\":1.0");
            assertThat(browser.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void meetsOtherNodesWithOneDependencyAndOneProperty() throws Exception {
        var shared = new Properties();
        shared.load(new ByteArrayInputStream(snippet("redis.properties").getBytes(StandardCharsets.UTF_8)));
        shared.load(new ByteArrayInputStream(snippet("live.properties").getBytes(StandardCharsets.UTF_8)));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new PropertiesPropertySource("shared", shared));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "env", java.util.Map.of("WECHAT_APP_SECRET", "s3cret", "REDIS_PASSWORD", "pw")));

        assertThat(Settings.read(environment, true, true).redis().orElseThrow().reveal())
                .isEqualTo("redis://:pw@redis.internal:6379/0");
        assertThat(snippet("redis.xml").replace("saoma-redis", "saoma-spring-boot-starter"))
                .isEqualTo(snippet("pom.xml"));
    }

    @Test
    void isWhatTheExampleIs() throws Exception {
        for (String file : List.of("Customers.java", "AccountController.java", "Security.java")) {
            assertThat(snippet(file)).isEqualTo(Files.readString(EXAMPLE_JAVA.resolve(file)));
        }
        assertThat(snippet("application.properties"))
                .isEqualTo(Files.readString(EXAMPLE.resolve("resources/application.properties")));
        assertThat(snippet("schema.sql")).isEqualTo(Files.readString(EXAMPLE.resolve("resources/schema.sql")));
        assertThat(Files.readString(REPOSITORY.resolve("examples/spring-boot/pom.xml")))
                .contains(snippet("pom.xml"));
        String page = Files.readString(EXAMPLE.resolve("resources/static/index.html"));
        assertThat(snippet("index.html").lines())
                .allSatisfy(line -> assertThat(page).contains(line.strip()));
    }

    @Test
    void goesLiveWithThreeValues() throws Exception {
        var live = new Properties();
        live.load(new ByteArrayInputStream(snippet("live.properties").getBytes(StandardCharsets.UTF_8)));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new PropertiesPropertySource("live", live));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("env", java.util.Map.of("WECHAT_APP_SECRET", "s3cret")));

        Settings settings = Settings.read(environment, true, true);

        assertThat(live).hasSize(3);
        assertThat(settings.instances().get(0).appSecret().reveal()).isEqualTo("s3cret");
        assertThat(settings.wechat().official()).isTrue();
    }

    @Test
    void listsEveryPropertyAsEditorsShowIt() throws Exception {
        List<String> rows = new ArrayList<>();
        JsonNode metadata = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json")));
        for (JsonNode property : metadata.path("properties")) {
            String value = property.path("defaultValue").asString("");
            rows.add("| `" + property.path("name").asString() + "` | " + (value.isEmpty() ? "" : "`" + value + "` ")
                    + "| " + property.path("description").asString() + " |");
        }

        assertThat(document().lines().filter(line -> line.startsWith("| `saoma.")))
                .containsExactlyElementsOf(rows);
    }

    /** No build tool updates these versions, so a test compares them. */
    @Test
    void namesTheVersionsThatWeTake() throws Exception {
        String ours = Files.readString(REPOSITORY.resolve("pom.xml"));
        String example = Files.readString(REPOSITORY.resolve("examples/plain-java/pom.xml"));

        assertThat(example)
                .contains("<version>" + version(ours, "jetty") + "</version>")
                .contains("<version>" + version(ours, "logback") + "</version>");
        assertThat(document())
                .contains("`netty.version` to " + version(ours, "netty") + ",")
                .contains("`jetty.version` to " + version(ours, "jetty") + " ");
    }

    /** Gradle does not run here, so its lines are compared with Maven's. */
    @Test
    void namesTheSameDependenciesForGradle() throws Exception {
        Pattern dependency = Pattern.compile(
                "<groupId>(dev\\.saoma)</groupId>\\s*<artifactId>([^<]*)</artifactId>\\s*<version>([^<]*)</version>");
        int dependencies = 0;
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher found = dependency.matcher(text);
            while (found.find()) {
                assertThat(text)
                        .as(page.toString())
                        .contains("implementation '" + String.join(":", found.group(1), found.group(2), found.group(3))
                                + "'");
                dependencies++;
            }
        }
        assertThat(dependencies).isGreaterThan(1);
    }

    private static List<Path> pages() throws Exception {
        try (var files = Files.walk(REPOSITORY.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static String version(String pom, String name) {
        Matcher found = Pattern.compile("<" + name + "\\.version>([^<]*)<").matcher(pom);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    @Test
    void namesOnlyFilesThatAreThere() throws Exception {
        Matcher link = Pattern.compile("]\\(([^)#:]+)\\)").matcher(document());
        int links = 0;
        while (link.find()) {
            assertThat(REPOSITORY.resolve("docs").resolve(link.group(1)).normalize())
                    .exists();
            links++;
        }
        assertThat(links).isGreaterThan(2);
        assertThat(REPOSITORY.resolve(snippet("emulator").split(" ")[0])).isExecutable();
    }
}
