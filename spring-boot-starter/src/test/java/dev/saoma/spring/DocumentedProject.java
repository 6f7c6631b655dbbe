package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A project of a reader of {@code docs/spring-boot.md}: its snippets, compiled and started in a folder. */
final class DocumentedProject {
    static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    static final Path EXAMPLE = REPOSITORY.resolve("examples/spring-boot/src/main");
    static final Path EXAMPLE_JAVA = EXAMPLE.resolve("java/com/example/shop");

    /** An argument that leaves Spring Security out. */
    static final String NO_SECURITY = "--spring.autoconfigure.exclude="
            + String.join(
                    ",",
                    "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
                    "dev.saoma.spring.security.SaomaSecurityAutoConfiguration");

    private final Path folder;

    DocumentedProject(Path folder) {
        this.folder = folder;
    }

    /** Adds classes of the example, which need not be in the document. */
    DocumentedProject withExample(String... files) throws IOException {
        for (String file : files) {
            withClass(file, Files.readString(EXAMPLE_JAVA.resolve(file)));
        }
        return this;
    }

    /** Adds classes of the document. */
    DocumentedProject withSnippets(String... files) throws IOException {
        for (String file : files) {
            withClass(file, snippet(file));
        }
        return this;
    }

    /** Adds a class that the reader has already. */
    DocumentedProject withClass(String file, String text) throws IOException {
        write("com/example/shop/" + file, text);
        return this;
    }

    record Running(ConfigurableApplicationContext context, URLClassLoader loader) implements AutoCloseable {
        String address() {
            return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        }

        @Override
        public void close() throws IOException {
            context.close();
            loader.close();
        }
    }

    /** Writes the documented settings and compiles everything into the folder. */
    void build(WeChatEmulator wechat) throws IOException {
        write(
                "application.properties",
                snippet("application.properties")
                        .replace("http://localhost:9090", wechat.baseUrl())
                        .replace("./data/shop", folder.resolve("shop").toString()));
        write("schema.sql", snippet("schema.sql"));
        compile(System.getProperty("java.class.path"), folder, folder);
    }

    /** Builds the project and starts it in this process. */
    Running run(WeChatEmulator wechat, String... more) throws Exception {
        build(wechat);
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

    /** Compiles all sources below a folder. */
    static void compile(String classPath, Path sources, Path classes) throws IOException {
        var arguments = new ArrayList<>(List.of("-parameters", "-cp", classPath, "-d", classes.toString()));
        try (var files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failed).isZero();
    }

    String shell(String script) throws Exception {
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

    static String snippet(String name) throws IOException {
        Matcher block = Pattern.compile("```[a-z]+ " + Pattern.quote(name) + "\n(.*?)```", Pattern.DOTALL)
                .matcher(document());
        assertThat(block.find()).as(name).isTrue();
        return block.group(1);
    }

    static String document() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/spring-boot.md"));
    }
}
