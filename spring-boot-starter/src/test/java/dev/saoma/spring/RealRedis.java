package dev.saoma.spring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/** A Redis server as a process of its own. */
final class RealRedis implements AutoCloseable {
    static final String PASSWORD = "CANARY_redis_9c1f";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int port;
    private final Process process;

    private RealRedis(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Gives up the test loudly where the server cannot run, unless SAOMA_REQUIRE_ALL is true. */
    static RealRedis start() {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(
                            ExecutableProvider.newJarResourceProvider().get().toString(),
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--requirepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var redis = new RealRedis(port, process);
            redis.awaitAnswer();
            return redis;
        } catch (IOException | LinkageError e) {
            if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
                throw new IllegalStateException("Redis does not start", e);
            }
            System.out.println("SKIPPED: no Redis on this machine, so nothing was tried on it: " + e);
            Assumptions.abort("no Redis");
            throw new IllegalStateException(e);
        }
    }

    /** Where one would be that is not there. */
    static String nowhere() throws IOException {
        return url(freePort());
    }

    String url() {
        return url(port);
    }

    private static String url(int port) {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/0";
    }

    /** What it says to one command of the inline form, after the password. */
    String ask(String command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
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
                if (System.nanoTime() > until || !process.isAlive()) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
