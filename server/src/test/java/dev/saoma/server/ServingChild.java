package dev.saoma.server;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@code saoma serve} in a separate process. */
final class ServingChild implements AutoCloseable {
    private final Process process;
    private final Map<String, String> greeting = new LinkedHashMap<>();
    private final Path log;

    private ServingChild(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with a settings file named by SAOMA_CONFIG, and waits until it prints the management address. */
    static ServingChild start(Path folder, Map<String, String> settings) throws Exception {
        return start(folder, settings, Map.of());
    }

    static ServingChild start(Path folder, Map<String, String> settings, Map<String, String> environment)
            throws Exception {
        return start(command(), folder, settings, environment);
    }

    /** Starts it by another program, whose arguments end with the command. */
    static ServingChild startBy(List<String> program, Path folder, Map<String, String> settings) throws Exception {
        var command = new ArrayList<>(program);
        command.addAll(command());
        return start(command, folder, settings, Map.of());
    }

    /** Starts the shipped jar on the given Java. */
    static ServingChild startJar(Path java, Path jar, Path folder, Map<String, String> settings) throws Exception {
        List<String> command = List.of(
                java.resolve("bin/java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                jar.toAbsolutePath().toString(),
                "serve");
        return start(command, folder, settings, Map.of());
    }

    private static ServingChild start(
            List<String> command, Path folder, Map<String, String> settings, Map<String, String> environment)
            throws Exception {
        var properties = new Properties();
        properties.putAll(settings);
        Path config = folder.resolve("saoma.properties");
        try (var out = Files.newBufferedWriter(config)) {
            properties.store(out, null);
        }
        Path log = folder.resolve("serve.log");
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SAOMA_"));
        builder.environment().put("SAOMA_CONFIG", config.toString());
        builder.environment().putAll(environment);
        var child = new ServingChild(builder.start(), log);
        child.readGreeting();
        return child;
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
        return command;
    }

    private void readGreeting() throws Exception {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        while (!greeting.containsKey("manage")) {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("it ended: " + Files.readString(log));
            }
            String[] words = line.split(" +", 2);
            greeting.put(words[0], words[1].replaceFirst("/$", ""));
        }
    }

    URI server() {
        return URI.create(greeting.get("server"));
    }

    URI manage() {
        return URI.create(greeting.get("manage"));
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int exitCode() throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    String log() throws Exception {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
