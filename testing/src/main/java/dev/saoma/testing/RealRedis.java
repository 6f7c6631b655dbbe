package dev.saoma.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A Redis server in its own process, which can be killed, restarted on the same port, paused and resumed. */
public final class RealRedis implements AutoCloseable {
    public static final String PASSWORD = "CANARY_redis_9c1f";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<String> more;
    private final int port = freePort();
    private @Nullable Process process;

    private RealRedis(List<String> more) {
        this.more = List.copyOf(more);
    }

    /** Returns a server that is not started. */
    public static RealRedis stopped() {
        return new RealRedis(List.of());
    }

    /** Skips the test with a message if there is no Redis for this machine, or fails it if SAOMA_REQUIRE_ALL is true. */
    public static RealRedis start() {
        return start(new String[0]);
    }

    /** Starts a server with additional command-line arguments. */
    public static RealRedis start(String... more) {
        var redis = new RealRedis(List.of(more));
        redis.begin();
        return redis;
    }

    /** Starts the server, or restarts it after a kill, and waits until it answers. */
    public void begin() {
        String program = program();
        try {
            var command = new ArrayList<>(List.of(
                    program,
                    "--port",
                    String.valueOf(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--requirepass",
                    PASSWORD));
            command.addAll(more);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitAnswer();
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not start", e);
        }
    }

    private static String program() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toString();
        } catch (IOException | RuntimeException | LinkageError e) {
            throw MissingServer.of("Redis", e);
        }
    }

    public String url() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/0";
    }

    public int port() {
        return port;
    }

    public void kill() {
        running().destroyForcibly();
        try {
            if (!running().waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis does not die");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder(
                            List.of("kill", signal, String.valueOf(running().pid())))
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill " + signal + " failed");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Authenticates, sends one inline command and returns the answer. */
    public String ask(String command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("AUTH " + PASSWORD + "\r\n" + command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.substring(said.indexOf("\r\n") + 2);
        }
    }

    private void awaitAnswer() throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                if (ask("PING").startsWith("+PONG")) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > until || !running().isAlive()) {
                    throw e;
                }
            }
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Redis was not started");
        }
        return process;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
