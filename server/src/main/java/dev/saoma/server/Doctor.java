package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.server.doctor.Examination;
import dev.saoma.server.doctor.Finding;
import dev.saoma.server.doctor.Report;
import dev.saoma.server.doctor.Said;
import dev.saoma.server.doctor.Subject;
import dev.saoma.server.doctor.Surroundings;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code saoma doctor}: looks before somebody cannot log in. Exit codes: 0 nothing fails, 1 something does, 78 the settings cannot be read. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks at a configuration and its surroundings, with the settings that serve would read: each line is"
                        + " ok, warn or fail with its fix. Shows no secret, changes nothing.")
public final class Doctor implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int REFUSED = 78;

    @Option(names = "--app", paramLabel = "DIR", description = "saoma.app: the app's folder (app)")
    private @Nullable String app;

    @Option(names = "--data", paramLabel = "DIR", description = "saoma.data: folder of the database (data)")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:SAOMA_CONFIG}",
            description = "properties file with saoma.* settings (SAOMA_CONFIG)")
    private @Nullable Path config;

    @Option(names = "--json", description = "the same as one JSON object")
    private boolean json;

    private final Surroundings here;
    private final Duration wait;

    Doctor() {
        this(Surroundings.here(), Examination.WAIT);
    }

    Doctor(Surroundings here, Duration wait) {
        this.here = here;
        this.wait = wait;
    }

    @Override
    public Integer call() {
        Subject subject;
        try {
            subject = subject();
        } catch (ConfigException e) {
            print(new Report(List.of(refused(e))));
            return REFUSED;
        }
        var report = new Report(new Examination(subject, here, wait).findings());
        print(report);
        return report.failed() ? FAILED : 0;
    }

    private void print(Report report) {
        String text = json ? report.json() : String.join("\n", report.lines());
        // Whatever the terminal's encoding is said to be: a reader of JSON, and of Chinese, expects this one.
        System.out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static Finding refused(ConfigException e) {
        return Finding.fail(
                "configuration",
                new Said(String.valueOf(e.getMessage()), "设置有误：" + e.file() + " 的 " + e.key()),
                new Said(
                        "mend that setting, as it says; all of them are in docs/operations.md",
                        "请按英文说明修改该设置；全部设置见 docs/operations.md"));
    }

    private Subject subject() {
        var configuration = Configuration.of(options(), here.environment(), Optional.ofNullable(config));
        ServerSettings settings = ServerSettings.read(configuration);
        String local = "http://localhost" + (settings.port() == 0 ? "" : ":" + settings.port());
        WebSettings web = SaomaServer.web(settings, settings.publicUrl().orElse(URI.create(local)));
        return new Subject(
                settings.mode() == Mode.PRODUCTION,
                secretFile(configuration),
                web.publicUrl(),
                web.path(),
                web.allowedOrigins(),
                web.redirectUris(),
                settings.host(),
                settings.port(),
                settings.management().map(ManagementSettings::host),
                settings.app(),
                settings.data(),
                settings.store().map(store -> store::open),
                settings.store().flatMap(StoreSettings::redis),
                database -> database.state(SaomaServer.SCHEMA, SaomaServer.HISTORY),
                settings.migrate(),
                settings.wechat(),
                settings.adminKey(),
                !settings.clients().trustedProxies().isEmpty(),
                settings.sessionLife(),
                settings.loginLife(),
                configuration.strayVariables());
    }

    /** The file of settings, or the one of its own, that a secret was read from. */
    private static Optional<Path> secretFile(Configuration configuration) {
        Stream<Configuration.Entry> addresses = Stream.of("saoma.redis.url", "saoma.wechat.proxy")
                .flatMap(key -> configuration.find(key).stream())
                .filter(entry -> entry.value().contains("@"));
        Stream<Configuration.Entry> secrets = Configuration.IN_FILES.stream()
                .filter(key -> !key.equals("saoma.wechat.proxy"))
                .flatMap(key -> configuration.find(key).stream());
        return Stream.concat(secrets, addresses)
                .map(Configuration.Entry::source)
                .filter(source -> !source.startsWith("environment ") && !source.equals("command line"))
                .map(Path::of)
                .findFirst();
    }

    private Map<String, String> options() {
        var given = new LinkedHashMap<String, String>();
        if (app != null) {
            given.put("saoma.app", app);
        }
        if (data != null) {
            given.put("saoma.data", data);
        }
        return given;
    }
}
