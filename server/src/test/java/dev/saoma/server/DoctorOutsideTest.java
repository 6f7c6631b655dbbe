package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.server.DoctorFixture.Answer;
import dev.saoma.server.DoctorFixture.Line;
import dev.saoma.testing.ConnectProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor finds each mistake about WeChat, the network, a database server and the clock, and names its fix. */
class DoctorOutsideTest extends DoctorOnEmulator {
    @Test
    void findsAnEmulatorUnderWeChatsName() {
        Line line = doctor.run().wrong("fail", "emulator");

        assertThat(line.what()).contains("api.weixin.qq.com is 127.0.0.1");
        assertThat(line.fix()).contains("/etc/hosts");
    }

    @Test
    void asksWeChatThroughTheProxyThatIsSet() {
        try (var proxy = new ConnectProxy(wechat.tlsPort()).demanding("jane:CANARY_password")) {
            doctor.settings.put("saoma.wechat.proxy", "http://jane:CANARY_password@127.0.0.1:" + proxy.port());
            Answer answer = doctor.run();

            assertThat(answer.levels("ok")).contains("wechat-proxy", "wechat-api", "wechat-page", "login-page");
            assertThat(proxy.heads()).anyMatch(head -> head.startsWith("CONNECT api.weixin.qq.com:443 "));
        }
    }

    @Test
    void findsThatTheProxyWantsAPassword() {
        try (var proxy = new ConnectProxy(wechat.tlsPort()).demanding("jane:other")) {
            doctor.settings.put("saoma.wechat.proxy", "http://127.0.0.1:" + proxy.port());
            Line line = doctor.run().wrong("fail", "wechat-api");

            assertThat(line.what()).contains("PROXY", "407");
            assertThat(line.fix()).contains("saoma.wechat.proxy=http://user:password@host:port");
        }
    }

    @Test
    void findsThatTheProxyRefuses() {
        try (var proxy = new ConnectProxy(1)
                .answering(client -> ConnectProxy.write(client, "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"))) {
            doctor.settings.put("saoma.wechat.proxy", "http://127.0.0.1:" + proxy.port());

            assertThat(doctor.run().wrong("fail", "wechat-api").fix()).contains("CONNECT to api.weixin.qq.com:443");
        }
    }

    @Test
    void findsAProxyThatIsNotThere() {
        doctor.settings.put("saoma.wechat.proxy", "http://127.0.0.1:1");

        assertThat(doctor.run().wrong("fail", "wechat-api").fix()).contains("names the proxy and that it runs");
    }

    @Test
    void findsAVariableForAProxyThatNobodyReads() {
        doctor.environment.put("HTTPS_PROXY", "http://jane:CANARY_password@proxy.example:3128");

        assertThat(doctor.run().wrong("warn", "wechat-proxy").fix()).contains("saoma.wechat.proxy");
    }

    @Test
    void readsAPageThatComesInChunks() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> answerInChunks(server));
            thread.setDaemon(true);
            thread.start();
            doctor.development();
            doctor.settings.put("saoma.wechat.page-url", "http://localhost:" + server.getLocalPort());

            assertThat(doctor.run().levels("ok")).contains("login-page");
        }
    }

    private static void answerInChunks(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    var lines =
                            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                    while (!lines.readLine().isEmpty()) {
                        // Skips the headers of the request.
                    }
                    client.getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                            + "c\r\n<img src=\"/c\r\n0f\r\nonnect/qrcode/x\r\n3\r\n\">\n\r\n0\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | RuntimeException e) {
            // The test has closed the socket.
        }
    }

    @Test
    void findsAnotherAppsSecret() {
        doctor.environment.put("WECHAT_APP_SECRET", "fedcba9876543210fedcba9876543210");

        assertThat(doctor.run().wrong("fail", "code").fix()).contains("another application, or was reset");
    }

    @Test
    void findsAnAppIdThatWeChatDoesNotKnow() {
        doctor.instance("MyWeChatLogin", "wxfedcba9876543210", "{{WECHAT_APP_SECRET}}");
        Answer answer = doctor.run();

        assertThat(answer.wrong("fail", "code").fix()).contains("authConfig.appId");
        assertThat(answer.wrong("fail", "login-page").fix()).contains("copy the AppID");
    }

    @ParameterizedTest
    @CsvSource({
        "40164, fail, application's list",
        "48001, fail, snsapi_login",
        "45011, warn, in a minute",
        "50001, fail, table"
    })
    void tellsWhatWeChatDoesNotLike(int errcode, String level, String fix) {
        wechat.fault(Target.ACCESS_TOKEN, 1, new Fault.ErrorCode(errcode, "refused"));
        Line line = doctor.run().wrong(level, "code");

        assertThat(line.what()).contains(String.valueOf(errcode));
        assertThat(line.fix()).contains(fix);
    }

    @Test
    void findsAnotherCallbackDomainAtWeChat() {
        wechat.put(App.website(DoctorFixture.APP_ID, DoctorFixture.SECRET, "Shop", Sample.ACCOUNT, "www.example.com"));

        assertThat(doctor.run().wrong("fail", "login-page").fix()).contains("exactly login.example.com");
    }

    @Test
    void findsAnApplicationOfAnotherKind() {
        doctor.instance("MyWeChatLogin", Sample.SERVICE_ACCOUNT.appid(), "{{WECHAT_APP_SECRET}}");

        assertThat(doctor.run().wrong("fail", "login-page").fix()).contains("website application");
    }

    @Test
    void findsThatNobodyKnowsWeChatsName() {
        doctor.route = (host, port) -> {
            throw new UnknownHostException(host);
        };

        assertThat(doctor.run().wrong("fail", "wechat-api").fix()).contains("name server");
    }

    @Test
    void findsAFirewallBeforeWeChat() throws Exception {
        int closed = closedPort();
        doctor.route = (host, port) -> new InetSocketAddress("127.0.0.1", closed);
        Answer answer = doctor.run();

        assertThat(answer.wrong("fail", "wechat-api").fix()).contains("firewall");
        assertThat(answer.wrong("fail", "wechat-page").what()).contains("TCP");
    }

    @Test
    void findsSomethingThatBreaksTlsOpen() throws Exception {
        doctor.trust = SSLContext.getDefault();

        assertThat(doctor.run().wrong("fail", "wechat-api").fix()).contains("trust store");
    }

    @ParameterizedTest
    @CsvSource({"600, fail", "-600, fail", "45, warn", "-45, warn"})
    void findsAClockThatIsWrong(long seconds, String level) {
        doctor.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));

        assertThat(doctor.run().wrong(level, "clock").fix()).contains("chrony");
    }

    @Test
    void findsADatabaseServerThatIsDown() throws Exception {
        doctor.settings.putAll(Map.of(
                "saoma.store.url",
                "jdbc:postgresql://localhost:" + closedPort() + "/saoma",
                "saoma.store.user",
                "saoma"));
        doctor.environment.put("SAOMA_STORE_PASSWORD", DoctorFixture.PASSWORD);

        assertThat(doctor.run().wrong("fail", "database").fix()).contains("server is up", "saoma.store.url");
    }

    @Test
    void findsASessionThatOtherNodesAcceptTooLong() throws Exception {
        doctor.settings.putAll(Map.of(
                "saoma.store.url",
                "jdbc:postgresql://localhost:" + closedPort() + "/saoma",
                "saoma.session.cached",
                "5m"));

        assertThat(doctor.run().wrong("warn", "lives").what()).contains("saoma.session.cached");
    }

    @Test
    void findsADatabaseThatRefusesUsAndAnEmptyOneOnAServer() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder.resolve("pg"))) {
            doctor.settings.put("saoma.store.url", database.store().url());
            doctor.settings.put("saoma.store.user", "postgres");
            doctor.settings.put("saoma.store.migrate", "false");
            doctor.route = (host, port) -> {
                throw new UnknownHostException(host);
            };
            Answer empty = doctor.run();
            doctor.settings.put("saoma.store.url", database.store().url() + "_none");
            Answer refused = doctor.run();

            assertThat(empty.wrong("fail", "schema").fix()).contains("saoma.store.migrate");
            assertThat(empty.lines()).anyMatch(line -> line.what().equals("agrees with the database's clock"));
            assertThat(refused.wrong("fail", "database").fix()).contains("saoma.store.user");
        }
    }

    @Test
    void waitsForNobodyForEver() {
        var forever = new CountDownLatch(1);
        doctor.timeout = Duration.ofSeconds(1);
        doctor.route = (host, port) -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        Line line = doctor.run().wrong("fail", "wechat");

        assertThat(line.what()).isEqualTo("no answer within 1 s");
        assertThat(line.fix()).contains("firewall");
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
