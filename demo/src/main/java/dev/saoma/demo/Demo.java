package dev.saoma.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code saoma demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "A login on this machine alone: a server, WeChat emulated beside it, a page and a simulated phone.")
final class Demo implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "the server's port, 0 for a free one (8080)")
    private int port;

    @Option(
            names = "--emulator-port",
            paramLabel = "N",
            defaultValue = "9090",
            description = "the emulator's port, 0 for a free one (9090)")
    private int emulatorPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "where accounts, bindings and sessions are kept; they survive a restart (data/demo)")
    private Path data = Path.of("data", "demo");

    @Option(names = "--app", paramLabel = "DIR", description = "an app folder of yours instead of the demo's own")
    private @Nullable Path app;

    @Option(
            names = "--allowed-origin",
            paramLabel = "ORIGIN",
            description = "where a page of yours is served that shows the component, such as http://localhost:5173")
    private List<String> allowedOrigins = List.of();

    @Option(names = "--no-open", description = "do not open a browser")
    private boolean noOpen;

    @Option(names = "--once", description = "make the whole journey without a browser, print it, and exit")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        RunningDemo demo = RunningDemo.start(port, emulatorPort, data, Optional.ofNullable(app), allowedOrigins);
        PrintStream out = System.out;
        out.println("demo     " + demo.serverUrl() + "/");
        out.println("login    " + demo.serverUrl() + "/login");
        out.println("phone    " + demo.emulatorUrl() + "/_emulator/phone");
        out.println("emulator " + demo.emulatorUrl() + "/");
        out.println("console  " + demo.serverUrl() + "/console");
        out.println("key      " + demo.consoleKey() + " (of the console, for this run)");
        out.flush();
        if (once) {
            try (demo) {
                return new Once(demo.serverUrl(), demo.emulatorUrl(), demo.instance(), out).run() ? 0 : 1;
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "saoma-shutdown"));
        if (!noOpen) {
            Browser.open(demo.serverUrl() + "/");
        }
        out.println("Open the demo page and press \"Scan and allow\" on the phone beside it. Ctrl-C ends it.");
        demo.join();
        return 0;
    }
}
