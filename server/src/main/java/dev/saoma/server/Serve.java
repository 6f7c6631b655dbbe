package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ServerSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code saoma serve}: starts a server for production, or for development with an emulator that was started separately. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves an app: login, sessions, the login page. Settings come from options, else the environment"
                + " (SAOMA_PUBLIC_URL), else --config.")
public final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Option(names = "--port", paramLabel = "N", description = "saoma.port: port to listen on, 0 for a free one (8080)")
    private @Nullable String port;

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws InterruptedException {
        OutOfMemory.endsThisProcess();
        Configuration configuration = options.read(System.getenv(), port);
        ServerSettings settings = ServerSettings.read(configuration);
        configuration
                .strayVariables()
                .forEach(name -> LOG.warn(
                        "environment variable {} is no setting of the server's; if it was meant to be one, see"
                                + " docs/operations.md for its name",
                        name));
        SaomaServer server = start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "saoma-shutdown"));
        greeting(server).forEach(System.out::println);
        System.out.flush();
        server.join();
        return 0;
    }

    private static SaomaServer start(ServerSettings settings) {
        NewApp.createIfEmpty(settings);
        try {
            return SaomaServer.start(settings, Clock.systemUTC());
        } catch (ConfigException e) {
            throw NewApp.explained(e, settings);
        }
    }

    /** Returns the lines to print at the start: one address a line. */
    static List<String> greeting(SaomaServer server) {
        var lines = new ArrayList<String>();
        lines.add("server   " + server.publicUrl() + "/");
        lines.add("login    " + server.publicUrl() + "/login");
        server.consoleUrl().ifPresent(url -> lines.add("console  " + url + "/console"));
        server.managementUrl().ifPresent(url -> lines.add("manage   " + url + "/"));
        server.setupLink().ifPresent(link -> lines.add("setup    " + link));
        server.firstInvitation().ifPresent(invitation -> lines.add("first    " + invitation.link()));
        return lines;
    }
}
