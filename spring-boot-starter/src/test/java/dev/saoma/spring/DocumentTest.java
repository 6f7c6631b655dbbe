package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the code and the commands of {@code docs/spring-boot.md}. */
@ExtendWith(OutputCaptureExtension.class)
class DocumentTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Path EXAMPLE = REPOSITORY.resolve("examples/spring-boot/src/main");
    private static final Path EXAMPLE_JAVA = EXAMPLE.resolve("java/com/example/shop");
    private static final String NO_SECURITY = String.join(
            ",",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "dev.saoma.spring.security.SaomaSecurityAutoConfiguration");

    @TempDir
    private Path folder;

    @Test
    void logsInWordForWord() throws Exception {
        write("com/example/shop/ShopApplication.java", Files.readString(EXAMPLE_JAVA.resolve("ShopApplication.java")));
        for (String file : List.of("Customers.java", "AccountController.java")) {
            write("com/example/shop/" + file, snippet(file));
        }

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = run(wechat, "--spring.autoconfigure.exclude=" + NO_SECURITY)) {
            String printed = shell(snippet("curl")
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
        write("com/example/shop/ShopApplication.java", Files.readString(EXAMPLE_JAVA.resolve("ShopApplication.java")));
        write("com/example/shop/OrderController.java", Files.readString(EXAMPLE_JAVA.resolve("OrderController.java")));
        for (String file : List.of("Customers.java", "Security.java", "OwnLogin.java")) {
            write("com/example/shop/" + file, snippet(file));
        }

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = run(wechat)) {
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
        write("com/example/shop/ShopApplication.java", Files.readString(EXAMPLE_JAVA.resolve("ShopApplication.java")));
        for (String file : List.of("Customers.java", "Logins.java")) {
            write("com/example/shop/" + file, snippet(file));
        }
        List<String> arguments = new ArrayList<>(
                List.of("--spring.autoconfigure.exclude=" + NO_SECURITY, "--logging.level.com.example.shop=info"));
        snippet("actuator.properties").lines().map(line -> "--" + line).forEach(arguments::add);

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = run(wechat, arguments.toArray(String[]::new))) {
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

    private record Running(ConfigurableApplicationContext context, URLClassLoader loader) implements AutoCloseable {
        String address() {
            return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        }

        @Override
        public void close() throws IOException {
            context.close();
            loader.close();
        }
    }

    /** Compiles the written files and starts them as a separate project. */
    private Running run(WeChatEmulator wechat, String... more) throws Exception {
        write(
                "application.properties",
                snippet("application.properties")
                        .replace("http://localhost:9090", wechat.baseUrl())
                        .replace("./data/shop", folder.resolve("shop").toString()));
        write("schema.sql", snippet("schema.sql"));
        compile();
        var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "--server.port=0",
                "--saoma.public-url=http://localhost:8080",
                "--saoma.data=" + folder.resolve("data"),
                "--spring.flyway.enabled=false"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            var application = new SpringApplicationBuilder(loader.loadClass("com.example.shop.ShopApplication"))
                    .resourceLoader(new DefaultResourceLoader(loader))
                    .bannerMode(Banner.Mode.OFF);
            return new Running(application.run(arguments.toArray(String[]::new)), loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private void compile() throws IOException {
        var arguments = new ArrayList<>(
                List.of("-parameters", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()));
        try (var files = Files.walk(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failed).isZero();
    }

    private String shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-eu")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(printed).isZero();
        return printed;
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String snippet(String name) throws IOException {
        Matcher block = Pattern.compile("```[a-z]+ " + Pattern.quote(name) + "\n(.*?)```", Pattern.DOTALL)
                .matcher(document());
        assertThat(block.find()).as(name).isTrue();
        return block.group(1);
    }

    private static String document() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/spring-boot.md"));
    }
}
