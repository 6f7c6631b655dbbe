package dev.saoma.benchmark.upstream;

import dev.saoma.benchmark.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stub's key store and a trust store for it, made by the JDK's keytool for one run. */
record Certificate(Path key, Path trust) {
    /** Need not be secret: the key exists only during one run on loopback. */
    private static final String PASSWORD = "benchmark";

    static Certificate make(Bench bench) throws IOException, InterruptedException {
        var made = new Certificate(
                bench.work().resolve("upstream.p12"), bench.work().resolve("trust.p12"));
        Path exported = bench.work().resolve("upstream.pem");
        String name = "CN=127.0.0.1";
        keytool(bench, made.key, "-genkeypair", "-keyalg", "EC", "-dname", name, "-ext", "san=ip:127.0.0.1");
        keytool(bench, made.key, "-exportcert", "-rfc", "-file", exported.toString());
        keytool(bench, made.trust, "-importcert", "-noprompt", "-file", exported.toString());
        return made;
    }

    List<String> keyFlags() {
        return List.of("-Djavax.net.ssl.keyStore=" + key, "-Djavax.net.ssl.keyStorePassword=" + PASSWORD);
    }

    List<String> trustFlags() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private static void keytool(Bench bench, Path store, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(bench.java().resolve("bin/keytool").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-alias", "upstream", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(bench.work().resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool made no certificate: see keytool.log in " + bench.work());
        }
    }
}
