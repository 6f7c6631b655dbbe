package dev.saoma.server;

import dev.saoma.server.setting.ServerSettings;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.HttpBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server, usually in a separate process, which can be killed, stopped and started again on its port. */
final class Node implements AutoCloseable {
    private final String name;
    private final Path folder;
    private final Map<String, String> settings;
    private final int port = freePort();
    private Process process;
    private @Nullable SaomaServer inside;

    /** @param settings {@code saoma.*}, without the port */
    Node(String name, Path folder, Map<String, String> settings) {
        this.name = name;
        this.folder = folder;
        this.settings = new TreeMap<>(settings);
        this.settings.put("saoma.port", String.valueOf(port));
    }

    Node with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    int port() {
        return port;
    }

    /** Starts the process. */
    Node launch() {
        try {
            Path config = folder.resolve(name + ".properties");
            Files.write(
                    config,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Main.class.getName(),
                            "serve",
                            "--config",
                            config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().keySet().removeIf(variable -> variable.startsWith("SAOMA_"));
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process unless it runs. */
    void launchIfDead() {
        if (process == null || !process.isAlive()) {
            launch();
        }
    }

    /** Starts the server in this process, which is faster, with a clock that a test moves. */
    Node open(Clock clock) {
        inside = SaomaServer.start(ServerSettings.of(settings), clock);
        return this;
    }

    /** Returns a caller of this node without cookies. */
    HttpBrowser http() {
        return new HttpBrowser(port, "localhost", "");
    }

    /** Waits until the server responds. */
    Node ready() throws Exception {
        Eventually.holds(name + " answers", () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended: " + printed());
            }
            try {
                return new Visitor(List.of(this)).get("/api/login").status() == 200;
            } catch (IOException e) {
                return false;
            }
        });
        return this;
    }

    /** Sends SIGKILL and waits for the end of the process. */
    void kill() throws Exception {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Sends SIGTERM and waits for the end of the process, which completes pending requests. */
    void stop() throws Exception {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " does not end: " + printed());
        }
    }

    /** Returns the output of the process. */
    String printed() {
        try (var lines = Files.lines(log())) {
            return lines.collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            kill();
        }
        if (inside != null) {
            inside.close();
        }
    }
}
