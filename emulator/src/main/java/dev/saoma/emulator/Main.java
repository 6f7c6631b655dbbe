package dev.saoma.emulator;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 success, 1 failure, 2 wrong usage, 78 configuration refused. Needs picocli. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The WeChat Open Platform on this machine, for development and tests.")
public final class Main implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int REFUSED = 78;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${sys:saoma.emulator.port:-${env:SAOMA_EMULATOR_PORT:-9090}}",
            description = "The port; 0 takes a free one. Default: 9090.")
    private int port;

    @Option(
            names = "--tls-port",
            paramLabel = "N",
            defaultValue = "${sys:saoma.emulator.tls-port:-${env:SAOMA_EMULATOR_TLS_PORT}}",
            description = "Serves WeChat's host names over TLS on this port too; 0 takes a free one.")
    private @Nullable Integer tlsPort;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            defaultValue = "${sys:saoma.emulator.ca:-${env:SAOMA_EMULATOR_CA}}",
            description = "Keeps the certificate to trust for TLS in this file, its key in FILE.key."
                    + " Default: .saoma/emulator-ca.pem in the home folder.")
    private @Nullable Path ca;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            defaultValue = "${sys:saoma.emulator.state:-${env:SAOMA_EMULATOR_STATE}}",
            description = "Carries on from this file, and keeps there what is needed for that, secrets included.")
    private @Nullable Path state;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "${sys:saoma.emulator.bind:-${env:SAOMA_EMULATOR_BIND}}",
            description = "The address to listen on. Default: 127.0.0.1; with --lan all.")
    private @Nullable String bind;

    @Option(
            names = "--lan",
            defaultValue = "${sys:saoma.emulator.lan:-${env:SAOMA_EMULATOR_LAN:-false}}",
            description = "Lets other machines in, for a real phone. Whoever reaches it can log in as anybody.")
    private boolean lan;

    public static void main(String[] arguments) {
        // Informational messages of the server are hidden; a user's own setting takes precedence.
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        int exitCode = new CommandLine(new Main()).execute(arguments);
        System.exit(exitCode);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try (WeChatEmulator emulator = emulator()) {
            printAddresses(line.getOut(), emulator);
            stopped(emulator).await();
            return 0;
        } catch (RefusedException e) {
            line.getErr().println("refused: " + e.getMessage());
            return REFUSED;
        } catch (UncheckedIOException e) {
            line.getErr().println("failed: " + e.getMessage());
            return FAILED;
        }
    }

    private WeChatEmulator emulator() {
        EmulatorBuilder builder = WeChatEmulator.builder().port(port).lan(lan);
        Optional.ofNullable(state).ifPresent(builder::stateFile);
        Optional.ofNullable(bind).ifPresent(builder::bind);
        Optional.ofNullable(tlsPort).ifPresent(builder::tls);
        caFile().ifPresent(builder::caFile);
        return builder.start();
    }

    /** On the command line trust must survive a restart, so there is always a file. */
    private Optional<Path> caFile() {
        return Optional.ofNullable(ca)
                .or(() -> Optional.ofNullable(tlsPort)
                        .map(port -> Path.of(System.getProperty("user.home"), ".saoma", "emulator-ca.pem")));
    }

    private void printAddresses(PrintWriter out, WeChatEmulator emulator) {
        out.println("emulator " + emulator.baseUrl() + "/");
        out.println("phone    " + emulator.baseUrl() + "/_emulator/phone");
        if (tlsPort != null) {
            out.println("tls      https://localhost:" + emulator.tlsPort() + "/");
            out.println("ca       " + caFile().orElseThrow().toAbsolutePath());
        }
        if (lan) {
            out.println("lan      " + emulator.phoneUrl() + "/");
            out.println("Other machines can reach this emulator; whoever does can log in as anybody.");
        }
        out.flush();
    }

    private static CountDownLatch stopped(WeChatEmulator emulator) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            emulator.close();
            stopped.countDown();
        }));
        return stopped;
    }
}
