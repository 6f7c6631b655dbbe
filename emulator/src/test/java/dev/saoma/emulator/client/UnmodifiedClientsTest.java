package dev.saoma.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.internal.http.HostGate;
import dev.saoma.emulator.world.Sample;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unmodified JustAuth and WxJava with their fixed addresses; only the resolution of WeChat's host names is changed. */
class UnmodifiedClientsTest {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static WeChatEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = Port443.start(folder.resolve("ca.pem"));
        Files.writeString(
                folder.resolve("hosts"),
                HostGate.wechatHosts().stream()
                        .map(host -> "127.0.0.1 " + host + "\n")
                        .collect(Collectors.joining()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD.toCharArray());
        store.setCertificateEntry("emulator", emulator.caCertificate());
        try (OutputStream out = Files.newOutputStream(folder.resolve("trust.p12"))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    @AfterAll
    static void close() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    private static List<String> run(Class<?> program) throws Exception {
        Path output = folder.resolve(program.getSimpleName());
        Path errors = folder.resolve(program.getSimpleName() + ".err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                        "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12"),
                        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                        "-cp",
                        CLASS_PATH,
                        program.getName())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0)
                .as(printed + Files.readString(errors, StandardCharsets.UTF_8))
                .isTrue();
        return printed.lines().toList();
    }

    private static String openid() {
        return emulator.openid(Sample.APP.appid(), Sample.EMOJI.id());
    }

    private static String unionid() {
        return emulator.unionid(Sample.APP.appid(), Sample.EMOJI.id()).orElseThrow();
    }

    @Test
    void justAuthLogsInAndSeesWechatsErrors() throws Exception {
        assertThat(run(JustAuthProgram.class))
                .containsExactly(
                        "login: 2000",
                        "openid: " + openid(),
                        "unionid: " + unionid(),
                        "nickname: " + Sample.EMOJI.nickname(),
                        "refresh: 2000",
                        "same token: true",
                        "userinfo: " + Sample.EMOJI.nickname(),
                        "code again: 40163",
                        "unknown code: 40029",
                        "wrong secret: 40125",
                        "unknown appid: 40013",
                        "unknown refresh token: 40030",
                        "unknown access token: 40001",
                        "expired access token: 42001");
    }

    @Test
    void wxJavaLogsInAndSeesWechatsErrors() throws Exception {
        assertThat(run(WxJavaProgram.class))
                .containsExactly(
                        "openid: " + openid(),
                        "unionid: " + unionid(),
                        "expires in: 7200",
                        "same token: true",
                        "nickname: " + Sample.EMOJI.nickname(),
                        "valid: true",
                        "code again: 40163",
                        "unknown code: 40029",
                        "wrong secret: 40125",
                        "unknown appid: 40013",
                        "unknown refresh token: 40030",
                        "unknown access token: 40001",
                        "expired access token: 42001",
                        "valid: false");
    }
}
