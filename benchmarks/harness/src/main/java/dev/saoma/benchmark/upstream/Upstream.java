package dev.saoma.benchmark.upstream;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stub in its own process, and its counters. */
public final class Upstream implements AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("\"calls\":(\\d+),\"connections\":(\\d+)");
    private static final int ATTEMPTS = 200;

    private final Program program;
    private final int port;
    private final int questions;
    private final Optional<Certificate> certificate;

    private Upstream(Program program, int port, int questions, Optional<Certificate> certificate) {
        this.program = program;
        this.port = port;
        this.questions = questions;
        this.certificate = certificate;
    }

    /** Starts the stub without TLS. */
    public static Upstream start(Bench bench) throws IOException, InterruptedException {
        return start(bench, Optional.empty());
    }

    /** Starts the stub with TLS; {@link #trust()} makes a JVM trust its certificate. */
    public static Upstream startTls(Bench bench) throws IOException, InterruptedException {
        return start(bench, Optional.of(Certificate.make(bench)));
    }

    private static Upstream start(Bench bench, Optional<Certificate> certificate)
            throws IOException, InterruptedException {
        int port = freePort();
        int questions = freePort();
        var line = new ArrayList<String>();
        line.addAll(List.of(bench.java().resolve("bin/java").toString(), "-Xmx512m"));
        certificate.ifPresent(own -> line.addAll(own.keyFlags()));
        line.addAll(List.of("-cp", ownJar(), Stub.class.getName(), Integer.toString(port)));
        line.add(Integer.toString(questions));
        certificate.ifPresent(own -> line.add("tls"));
        var program = Program.start("upstream-" + port, bench.work(), Map.of(), line);
        var upstream = new Upstream(program, port, questions, certificate);
        upstream.await();
        return upstream;
    }

    /** Returns the JVM flags that make a subject trust this upstream; empty without TLS. */
    public List<String> trust() {
        return certificate.map(Certificate::trustFlags).orElse(List.of());
    }

    /** Returns a port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns the jar of this class. */
    public static String ownJar() {
        try {
            return Path.of(Upstream.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI base() {
        return URI.create((certificate.isPresent() ? "https" : "http") + "://127.0.0.1:" + port);
    }

    public Duration cpu() {
        return program.cpu();
    }

    /** Delays every later response. */
    public void delay(Duration delay) throws IOException {
        ask("/delay/" + delay.toMillis());
    }

    /** The calls so far, without those of the harness. */
    public long calls() throws IOException {
        return count(1);
    }

    /** The connections so far, without those of the harness. */
    public long connections() throws IOException {
        return count(2);
    }

    private long count(int group) throws IOException {
        Matcher matcher = COUNT.matcher(ask("/count"));
        if (!matcher.find()) {
            throw new IOException("The stub on port " + port + " does not say what it counted.");
        }
        return Long.parseLong(matcher.group(group));
    }

    private String ask(String path) throws IOException {
        var connection =
                URI.create("http://127.0.0.1:" + questions + path).toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(5_000);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void await() throws InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            program.requireAlive();
            try {
                ask("/count");
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("The stub did not answer on port " + port + ": see " + program.log());
    }

    @Override
    public void close() {
        program.close();
    }
}
