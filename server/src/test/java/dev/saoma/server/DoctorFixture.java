package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.server.doctor.Host;
import dev.saoma.wechat.WeChatSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A valid configuration for production, with the emulator under WeChat's own host names. A test breaks one thing and runs the
 * doctor.
 */
final class DoctorFixture implements AutoCloseable {
    static final String APP_ID = "wx0123456789abcdef";
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String ADMIN_KEY = "CANARY_4f0c2b9d71e85a6d3f10987654";
    static final String PASSWORD = "CANARY_password";
    static final String HOST = "login.example.com";

    /** One line of the report. */
    record Line(String level, String check, String what, String fix) {}

    /** The report and the exit code. */
    record Answer(int exit, List<Line> lines, String printed) {
        List<String> levels(String level) {
            return lines.stream()
                    .filter(line -> line.level.equals(level))
                    .map(Line::check)
                    .distinct()
                    .toList();
        }

        /** The first line of this level and check. */
        Line wrong(String level, String check) {
            return lines.stream()
                    .filter(line -> line.level.equals(level) && line.check.equals(check))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + level + " of " + check + " in " + lines));
        }
    }

    final Path folder;
    final Map<String, String> settings = new TreeMap<>();
    final Map<String, String> environment = new HashMap<>();
    Clock clock = Clock.systemUTC();
    int java = 25;
    long space = 10L << 30;
    long disk = 100L << 30;
    SSLContext trust;
    Host.Route route = this::resolve;
    /** Long enough for every check on a busy machine. */
    Duration timeout = Duration.ofSeconds(100);

    private final WeChatEmulator wechat;

    DoctorFixture(Path folder, WeChatEmulator wechat) {
        this.folder = folder;
        this.wechat = wechat;
        this.trust = wechat.sslContext();
        wechat.reset();
        wechat.put(App.website(APP_ID, SECRET, "Shop", Sample.ACCOUNT, HOST));
        instance("MyWeChatLogin", APP_ID, "{{WECHAT_APP_SECRET}}");
        environment.put("WECHAT_APP_SECRET", SECRET);
        settings.put("saoma.public-url", "https://" + HOST);
        settings.put("saoma.trusted-proxies", "10.0.0.0/8");
        settings.put("saoma.port", "0");
        settings.put("saoma.app", folder.resolve("app").toString());
        settings.put("saoma.data", data().toString());
        environment.put("SAOMA_ADMIN_KEY", ADMIN_KEY);
        try {
            Files.createDirectory(
                    data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WeChatEmulator wechat() {
        return wechat;
    }

    Path data() {
        return folder.resolve("data");
    }

    void instance(String name, String appId, String secret) {
        Site.instance(folder, name, appId, secret, "deny");
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
    }

    /** A valid configuration for development with the emulator: no finding warns or fails. */
    void development() {
        settings.keySet().removeAll(List.of("saoma.public-url", "saoma.trusted-proxies"));
        settings.put("saoma.mode", "development");
        settings.put("saoma.wechat.page-url", wechat.baseUrl());
        settings.put("saoma.wechat.api-url", wechat.baseUrl());
        wechat.put(App.website(APP_ID, SECRET, "Shop", Sample.ACCOUNT, "localhost"));
    }

    Answer run() {
        Answer answer = answer(execute("--json"));
        List<String> failed = answer.levels("fail");
        assertThat(answer.exit())
                .as("exit code of the process")
                .isEqualTo(failed.contains("configuration") ? 78 : failed.isEmpty() ? 0 : 1);
        assertThat(answer.lines())
                .allMatch(line -> line.level().equals("ok") == line.fix().isEmpty());
        return answer;
    }

    String runAsText() {
        return execute();
    }

    private int exit;

    private Answer answer(String printed) {
        JsonNode report = JsonMapper.builder().build().readTree(printed);
        var lines = new ArrayList<Line>();
        StreamSupport.stream(report.path("findings").spliterator(), false)
                .forEach(one -> lines.add(new Line(
                        one.path("level").asString(),
                        one.path("check").asString(),
                        one.path("what").path("en").asString(),
                        one.path("fix").path("en").asString(""))));
        return new Answer(exit, lines, printed);
    }

    /** Writes the settings to a file and returns its path. */
    Path config() {
        Path config = folder.resolve("saoma.properties");
        Site.write(
                config,
                String.join(
                        "",
                        settings.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                                .toList()));
        return config;
    }

    private String execute(String... more) {
        Path config = config();
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            var arguments = new ArrayList<>(List.of("--config", config.toString()));
            arguments.addAll(List.of(more));
            exit = Main.run(new CommandLine(new Doctor(host(), timeout)), arguments.toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(printed).as("every placeholder has its argument").doesNotContainPattern("\\{[0-9]");
        assertThat(printed).as("no secret").doesNotContain(SECRET, ADMIN_KEY, PASSWORD);
        return printed;
    }

    private Host host() {
        return new Host(
                clock, environment, java, path -> new Host.DiskSpace(space, disk), route, trust, this::atEmulator);
    }

    private WeChatSettings atEmulator(WeChatSettings settings) {
        return settings.official() ? WeChatSettings.emulator(wechat.baseUrl()) : settings;
    }

    /** Resolves WeChat's host names to the emulator and this machine's names to itself. Other names are unknown. */
    private InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        if (host.endsWith(".weixin.qq.com")) {
            return new InetSocketAddress("127.0.0.1", wechat.tlsPort());
        }
        if (host.equals("localhost") || host.equals("127.0.0.1")) {
            return new InetSocketAddress("127.0.0.1", port);
        }
        throw new UnknownHostException(host);
    }

    @Override
    public void close() {
        wechat.reset();
    }
}
