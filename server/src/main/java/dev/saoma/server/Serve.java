package dev.saoma.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code saoma serve}: the server for production, or for development beside an emulator that was started by itself. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves an app: login, sessions, the login page. Settings come from options, else the environment"
                + " (SAOMA_PUBLIC_URL), else --config.")
public final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Option(names = "--port", paramLabel = "N", description = "saoma.port: port to listen on, 0 for a free one (8080)")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "saoma.data: folder of the database (data)")
    private @Nullable String data;

    @Option(names = "--app", paramLabel = "DIR", description = "saoma.app: the app's folder (app)")
    private @Nullable String app;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:SAOMA_CONFIG}",
            description = "properties file with saoma.* settings (SAOMA_CONFIG)")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        OutOfMemory.endsThisProcess();
        var configuration = Configuration.of(options(), System.getenv(), Optional.ofNullable(config));
        ServerSettings settings = ServerSettings.read(configuration);
        configuration
                .strayVariables()
                .forEach(name -> LOG.warn(
                        "environment variable {} is no setting of the server's; if it was meant to be one, see"
                                + " docs/operations.md for its name",
                        name));
        SaomaServer server = SaomaServer.start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "saoma-shutdown"));
        greeting(server).forEach(System.out::println);
        System.out.flush();
        server.join();
        return 0;
    }

    /** The first lines printed: every address, one a line. */
    static List<String> greeting(SaomaServer server) {
        var lines = new ArrayList<String>();
        lines.add("server   " + server.publicUrl() + "/");
        lines.add("login    " + server.publicUrl() + "/login");
        server.managementUrl().ifPresent(url -> lines.add("manage   " + url + "/"));
        server.firstInvitation().ifPresent(invitation -> lines.add("first    " + invitation.link()));
        return lines;
    }

    private Map<String, String> options() {
        var given = new LinkedHashMap<String, String>();
        put(given, "saoma.port", port);
        put(given, "saoma.data", data);
        put(given, "saoma.app", app);
        return given;
    }

    private static void put(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
