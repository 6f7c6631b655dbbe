package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line as a script sees it: exit codes, and one line for an error that the operator can fix. */
class MainTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(before);
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
    }

    @Test
    void callsWrongUsageTwo() {
        assertThat(run("serve", "--prot", "1")).isEqualTo(2);
    }

    @Test
    void refusesAConfigurationInOneLineWithItsFix() throws Exception {
        Path config = Files.writeString(
                folder.resolve("saoma.properties"),
                "saoma.public-url=https://login.example.com\nsaoma.wechat.api-url=http://localhost:9090\n");

        assertThat(run("serve", "--config", config.toString())).isEqualTo(78);
        assertThat(errors.toString(StandardCharsets.UTF_8).strip().lines())
                .singleElement()
                .asString()
                .contains("saoma.wechat.api-url")
                .contains("saoma.mode=development");
    }

    @Test
    void reportsEveryFaultInALineOfItsOwn() throws Exception {
        Path config = Files.writeString(
                folder.resolve("saoma.properties"),
                "saoma.wechat.api-url=http://localhost:9090\nsaoma.session.idle=1m\nsaoma.limits.calls=many\n"
                        + "saoma.allowed-origins=*,https://shop.example.com/\nsaoma.management.drain=soon\n");

        assertThat(run("serve", "--config", config.toString(), "--port", "http"))
                .isEqualTo(78);
        String file = "saoma: " + config + ": key \"saoma.";
        assertThat(errors.toString(StandardCharsets.UTF_8).strip().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("saoma: command line: key \"saoma.port\": must be a port"),
                        line -> assertThat(line).startsWith("saoma: settings: key \"saoma.public-url\": is required"),
                        line -> assertThat(line).startsWith(file + "wechat.api-url\": names something"),
                        line -> assertThat(line).startsWith(file + "session.idle\": must be 2m or more"),
                        line -> assertThat(line).startsWith(file + "limits.calls\": must be off, or how many"),
                        line -> assertThat(line).startsWith(file + "allowed-origins\": has an entry that is no origin"),
                        line -> assertThat(line).startsWith(file + "management.drain\": must be a duration"));
    }

    @Test
    void reportsEveryKeyThatIsNoSetting() throws Exception {
        Path config =
                Files.writeString(folder.resolve("saoma.properties"), "saoma.public_url=https://x.example\nport=1\n");

        assertThat(run("serve", "--config", config.toString())).isEqualTo(78);
        assertThat(errors.toString(StandardCharsets.UTF_8).strip().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("saoma.properties", "is not a setting"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "https://127.0.0.1", "https://[::ffff:127.0.0.1]", "https://10.0.0.5"})
    void refusesAPublicAddressInProductionThatIsNone(String url) throws Exception {
        Path config = Files.writeString(
                folder.resolve("saoma.properties"),
                "saoma.public-url=" + url + "\nsaoma.port=0\nsaoma.host=127.0.0.1\nsaoma.data=" + folder.resolve("data")
                        + "\n");

        assertThat(run("serve", "--config", config.toString())).isEqualTo(78);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("saoma.public-url", "saoma.mode=development");
    }

    @Test
    void refusesAMissingAppFolder() throws Exception {
        Path config = Files.writeString(
                folder.resolve("saoma.properties"),
                "saoma.mode=development\nsaoma.port=0\nsaoma.app=" + folder.resolve("nowhere") + "\nsaoma.data="
                        + folder.resolve("data") + "\n");

        assertThat(run("serve", "--config", config.toString())).isEqualTo(78);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("nowhere");
    }

    @Test
    void saysInOneLineThatTheDatabaseIsDead() throws Exception {
        Path config = Files.writeString(
                folder.resolve("saoma.properties"),
                "saoma.mode=development\nsaoma.port=0\nsaoma.store.password=CANARY\n"
                        + "saoma.store.url=jdbc:postgresql://localhost:1/saoma?password=CANARY\n");

        assertThat(run("serve", "--config", config.toString())).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8).strip().lines())
                .filteredOn(line -> line.startsWith("saoma: "))
                .singleElement()
                .asString()
                .contains("jdbc:postgresql://localhost:1/saoma does not answer")
                .doesNotContain("CANARY");
    }

    @Test
    void endsTheDoctorsVisitByWhatWasFound() {
        PrintStream out = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (var wechat = WeChatEmulator.builder().tls(0).start();
                var visit = new DoctorFixture(folder, wechat)) {
            visit.development();
            visit.instance("MyWeChatLogin", DoctorFixture.APP_ID, DoctorFixture.SECRET);
            assertThat(run("doctor", "--config", visit.config().toString()))
                    .as(printed.toString(StandardCharsets.UTF_8))
                    .isZero();
            visit.settings.put("saoma.data", visit.config().toString());
            assertThat(run("doctor", "--config", visit.config().toString())).isEqualTo(1);
            visit.settings.put("saoma.session.idle", "soon");
            assertThat(run("doctor", "--config", visit.config().toString())).isEqualTo(78);
        } finally {
            System.setOut(out);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("fail  folders", "fail  configuration", "fix:  ")
                .doesNotContain(DoctorFixture.SECRET);
    }

    private static int run(String... arguments) {
        return Main.run(new CommandLine(new Main()), arguments);
    }
}
