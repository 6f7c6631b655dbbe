package dev.saoma.benchmark.load;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.process.JavaCommand;
import dev.saoma.benchmark.process.Program;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shipped jar of the server. These settings differ from their defaults, because all load comes from one address and
 * the stub replaces WeChat: the mode, WeChat's two addresses, ports, folders, and the rate limits, which are off.
 *
 * @param flags flags of the JVM in addition to the size of its heap
 * @param before the words before the command, such as those of a tracer
 */
public record Shipped(String name, Map<String, String> environment, List<String> flags, List<String> before) {
    private static final String APP = """
            {"appId": "benchmark.App", "name": "App", "title": "Benchmark", "version": "1.0.0"}
            """;
    private static final String ELEMENT = """
            {"type": "auths.loginTypes.WeChatType", "title": "WeChat Login",
             "backendBundleEntry": ".", "frontBundleEntry": "./MyWeChatLogin.json"}
            """;
    private static final String INSTANCE = """
            {"authConfig": {"appId": "wx0123456789abcdef", "appSecret": "0123456789abcdef0123456789abcdef"},
             "registration": "open"}
            """;

    public static Shipped onSqlite() {
        return new Shipped("server-sqlite", Map.of(), List.of(), List.of());
    }

    public static Shipped onPostgres(String jdbcUrl, String user) {
        return new Shipped(
                "server-postgresql",
                Map.of("SAOMA_STORE_URL", jdbcUrl, "SAOMA_STORE_USER", user),
                List.of(),
                List.of());
    }

    public Shipped with(String newName, List<String> more) {
        return new Shipped(newName, environment, more, before);
    }

    /** Returns the server with more environment variables. */
    public Shipped set(Map<String, String> more) {
        var all = new TreeMap<>(environment);
        all.putAll(more);
        return new Shipped(name, all, flags, before);
    }

    /** Returns the server as a command behind other words. */
    public Shipped under(List<String> words) {
        return new Shipped(name, environment, flags, words);
    }

    public Running start(Bench bench, Upstream upstream) throws IOException, InterruptedException {
        return start(bench, upstream, Files.createTempDirectory(bench.work(), name));
    }

    /** Starts the server with a folder of its own, in which an earlier one may have run. */
    public Running start(Bench bench, Upstream upstream, Path folder) throws IOException, InterruptedException {
        int port = Upstream.freePort();
        return Running.await(launch(bench, upstream.base(), port, folder), name, port, SaomaJourney.page());
    }

    /** The database of a server that has its own folder. */
    public static Path database(Path folder) {
        return folder.resolve("data").resolve("saoma.db");
    }

    private Program launch(Bench bench, URI wechat, int port, Path folder) throws IOException {
        write(folder.resolve("app"));
        var all = new TreeMap<>(environment);
        all.put("SAOMA_MODE", "development");
        all.put("SAOMA_APP", folder.resolve("app").toString());
        all.put("SAOMA_DATA", folder.resolve("data").toString());
        all.put("SAOMA_PORT", Integer.toString(port));
        all.put("SAOMA_WECHAT_PAGE_URL", wechat.toString());
        all.put("SAOMA_WECHAT_API_URL", wechat.toString());
        all.put("SAOMA_LIMITS_ATTEMPTS", "off");
        all.put("SAOMA_LIMITS_CALLS", "off");
        all.put("SAOMA_LIMITS_FAILURES", "off");
        JavaCommand command =
                JavaCommand.of(bench.java(), bench.shipped("server"), "serve").with(flags.toArray(String[]::new));
        var line = new ArrayList<>(before);
        line.addAll(command.line());
        return Program.start(name + "-" + port, bench.work(), all, line);
    }

    private static void write(Path app) throws IOException {
        Path instance = Files.createDirectories(app.resolve("auths/loginTypes/MyWeChatLogin"));
        Files.writeString(app.resolve("app.json"), APP);
        Files.writeString(instance.resolve("e.json"), ELEMENT);
        Files.writeString(instance.resolve("MyWeChatLogin.json"), INSTANCE);
    }
}
