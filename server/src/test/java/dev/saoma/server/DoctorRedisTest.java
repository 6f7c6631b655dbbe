package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.server.DoctorFixture.Answer;
import dev.saoma.server.DoctorFixture.Line;
import dev.saoma.testing.RealRedis;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor finds each mistake about the Redis of several nodes, and names its fix. */
@Timeout(120)
class DoctorRedisTest {
    private static WeChatEmulator wechat;
    private static RealRedis redis;

    @TempDir
    private Path folder;

    private DoctorFixture doctor;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        wechat = WeChatEmulator.builder().tls(0).start();
    }

    @AfterAll
    static void stop() {
        if (wechat != null) {
            redis.close();
            wechat.close();
        }
    }

    @BeforeEach
    void open() {
        doctor = new DoctorFixture(folder, wechat);
        // Nothing listens at this address: the doctor reports the database as well.
        doctor.settings.put("saoma.store.url", "jdbc:postgresql://127.0.0.1:1/saoma");
    }

    @AfterEach
    void restore() throws Exception {
        doctor.close();
        redis.resume();
        redis.ask("REPLICAOF NO ONE");
    }

    @Test
    void findsNothingWrongWithASoundRedis() throws Exception {
        Answer answer = ask(redis.url());

        assertThat(answer.lines())
                .filteredOn(line -> line.check().equals("redis"))
                .extracting(Line::level)
                .containsExactly("ok");
        assertThat(redis.ask("KEYS *")).startsWith("*0");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:CANARY@127.0.0.1:PORT, user or the password, %40 for @",
        "redis://127.0.0.1:PORT, user or the password, saoma.redis.url",
        "redis://:RIGHT@127.0.0.1:PORT/99, no database with this number, such as /0",
        "redis://:RIGHT@127.0.0.1:1, does not answer, firewall",
        "rediss://:RIGHT@127.0.0.1:1, does not answer, uses TLS",
        "redis://:RIGHT@redis.invalid, cannot be resolved, name server",
        "rediss://:RIGHT@localhost:TLS, certificate, trust store"
    })
    void findsAnAddressThatIsWrong(String url, String what, String fix) {
        Answer answer = ask(url.replace("PORT", String.valueOf(redis.port()))
                .replace("TLS", String.valueOf(wechat.tlsPort()))
                .replace("RIGHT", RealRedis.PASSWORD));
        Line line = answer.wrong("fail", "redis");

        assertThat(line.what()).contains(what);
        assertThat(line.fix()).contains(fix);
        assertThat(answer.exit()).isEqualTo(1);
    }

    @Test
    void findsAUserThatMayNotTellTheOtherNodes() throws Exception {
        redis.ask("ACL SETUSER node on >CANARY ~* &* +@all -publish");

        assertThat(ask("redis://node:CANARY@127.0.0.1:" + redis.port())
                        .wrong("fail", "redis")
                        .fix())
                .contains("+publish");
    }

    @Test
    void findsAReplica() throws Exception {
        redis.ask("REPLICAOF 127.0.0.1 1");

        assertThat(ask(redis.url()).wrong("fail", "redis").fix()).contains("primary");
    }

    @Test
    void findsOneThatHangs() {
        redis.pause();

        assertThat(ask(redis.url()).wrong("fail", "redis").what()).contains("does not answer");
    }

    @Test
    void findsAPasswordInAFileForEverybody() throws Exception {
        ask(redis.url());
        Path file = folder.resolve("saoma.properties");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(ask(redis.url()).wrong("fail", "folders").fix()).isEqualTo("chmod 600 " + file);
    }

    @Test
    void findsAPasswordInClearOnAPublicNetwork() {
        doctor.route = (host, port) -> new InetSocketAddress("203.0.113.7", port);

        assertThat(ask("redis://:CANARY@redis.invalid").wrong("warn", "redis").fix())
                .contains("rediss://");
        assertThat(ask("rediss://:CANARY@redis.invalid").lines())
                .noneMatch(line -> line.check().equals("redis") && line.level().equals("warn"));
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"10.1.2.3", "192.168.1.1", "172.16.0.9", "fd00::7", "::1", "127.0.0.1"})
    void letsPasswordsInClearThroughOnOnesOwnNetwork(String address) {
        doctor.route = (host, port) -> new InetSocketAddress(address, port);

        assertThat(ask("redis://:CANARY@redis.invalid").lines())
                .noneMatch(line -> line.check().equals("redis") && line.level().equals("warn"));
    }

    private Answer ask(String url) {
        doctor.settings.put("saoma.redis.url", url);
        Answer answer = doctor.run();
        assertThat(answer.printed()).doesNotContain("CANARY");
        return answer;
    }
}
