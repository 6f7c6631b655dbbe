package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.server.doctor.DoctorInput;
import dev.saoma.server.doctor.DoctorRun;
import dev.saoma.server.doctor.Finding;
import dev.saoma.server.doctor.Host;
import dev.saoma.server.doctor.Report;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code saoma doctor}. Exit codes: 0 no check failed, 1 a check failed, 78 settings refused. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks at a configuration and its surroundings, with the settings that serve would read: each line is"
                        + " ok, warn or fail with its fix. Shows no secret, changes nothing.")
public final class Doctor implements Callable<Integer> {
    /** Exit code for refused settings, {@code EX_CONFIG} of {@code sysexits.h}. */
    static final int REFUSED = 78;

    @Mixin
    private SettingOptions options = new SettingOptions();

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
            print(new Report(e.all().stream().map(Doctor::refused).toList()));
            return REFUSED;
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
        Configuration configuration = options.read(host.environment(), null);
        ServerSettings settings = ServerSettings.read(configuration);
        return new DoctorInput(
                settings,
                configuration.secretFile(),
                configuration.strayVariables(),
                ServedApp::schema,
                Optional.empty());
    }
}
