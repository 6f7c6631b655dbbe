package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.server.doctor.DoctorInput;
import dev.saoma.server.doctor.DoctorRun;
import dev.saoma.server.doctor.Finding;
import dev.saoma.server.doctor.Host;
import dev.saoma.server.doctor.Report;
import dev.saoma.servlet.WebSettings;
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
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code saoma doctor}. Exit codes: 0 no check fails, 1 a check fails, 78 the settings are refused. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks at a configuration and its surroundings, with the settings that serve would read: each line is"
                        + " ok, warn or fail with its fix. Shows no secret, changes nothing.")
public final class Doctor implements Callable<Integer> {
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

    private final Host host;
    private final Duration timeout;

    Doctor() {
        this(Host.local(), DoctorRun.TIMEOUT);
    }

    Doctor(Host host, Duration timeout) {
        this.host = host;
        this.timeout = timeout;
    }

    @Override
    public Integer call() {
        DoctorInput input;
        try {
            input = input();
        } catch (ConfigException e) {
            print(new Report(List.of(refused(e))));
            return Main.REFUSED;
        }
        var report = new Report(new DoctorRun(input, host, timeout).findings());
        print(report);
        return report.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void print(Report report) {
        String text = json ? report.json() : String.join("\n", report.lines());
        // UTF-8 whatever the terminal's encoding is: JSON is in UTF-8, and the lines contain Chinese.
        System.out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static Finding refused(ConfigException e) {
        return Finding.fail("configuration.refused", String.valueOf(e.getMessage()), e.file(), e.key());
    }

    private DoctorInput input() {
        var configuration = Configuration.of(options(), host.environment(), Optional.ofNullable(config));
        ServerSettings settings = ServerSettings.read(configuration);
        String local = "http://localhost" + (settings.port() == 0 ? "" : ":" + settings.port());
        WebSettings web = SaomaServer.web(settings, settings.publicUrl().orElse(URI.create(local)));
        return new DoctorInput(
                web,
                secretFile(configuration),
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
                settings.sessionLifetimes(),
                settings.loginLifetimes(),
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
