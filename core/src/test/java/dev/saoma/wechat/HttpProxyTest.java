package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.AppFolder;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.testing.ConnectProxy;
import dev.saoma.testing.Stall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTP proxy between the client and WeChat. */
@Timeout(60)
class HttpProxyTest {
    private static final String API = "http://api.wechat.test";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Nested
    class OnTheWay {

        @Test
        void isAskedForATunnelAndSeesNothingButTheName() {
            try (var stub = new WeChatStub(WeChatStub.body(StubbedClient.GOOD));
                    var proxy = new ConnectProxy(stub.address().getPort());
                    var wechat = StubbedClient.through(at(proxy, "", ""), API, DEADLINE)) {
                assertThat(wechat.exchange()).isNotNull();

                assertThat(proxy.heads())
                        .singleElement()
                        .asString()
                        .startsWith("CONNECT api.wechat.test:80 ")
                        .doesNotContain(AppFolder.CANARY, StubbedClient.CODE);
            }
        }

        @Test
        void leadsTlsFromEndToEnd() {
            try (var stub = new WeChatStub(WeChatStub.thenHang(""));
                    var proxy = new ConnectProxy(stub.address().getPort());
                    var wechat = StubbedClient.through(
                            at(proxy, "", ""), "https://api.weixin.qq.com", Duration.ofSeconds(2))) {
                wechat.refusal(WeChatStub.body(""));

                assertThat(proxy.heads())
                        .isNotEmpty()
                        .allMatch(head -> head.startsWith("CONNECT api.weixin.qq.com:443 "));
                byte[] first = proxy.firsts().get(0);
                assertThat(first[0]).as("a TLS handshake").isEqualTo((byte) 0x16);
                assertThat(new String(first, StandardCharsets.ISO_8859_1))
                        .contains("api.weixin.qq.com")
                        .doesNotContain(AppFolder.CANARY);
            }
        }

        @Test
        void isToldUserAndPasswordAndWeChatIsNot() {
            try (var stub = new WeChatStub(WeChatStub.body(StubbedClient.GOOD));
                    var proxy = new ConnectProxy(stub.address().getPort()).demanding("jane:pa:ss w\u00f6rd");
                    var wechat = StubbedClient.through(at(proxy, "jane", "pa:ss w\u00f6rd"), API, DEADLINE)) {
                assertThat(wechat.exchange()).isNotNull();
                assertThat(wechat.exchange()).isNotNull();

                assertThat(stub.headers())
                        .noneMatch(header -> header.toLowerCase(Locale.ROOT).contains("authorization"));
                assertThat(stub.connections()).isEqualTo(1);
            }
        }

        /** A 407 through the tunnel is WeChat's, not the proxy's, and a code is sent only once. */
        @Test
        void isNotToldTwiceBecauseWeChatDemandsAPassword() {
            try (var stub = new WeChatStub((target, socket) -> WeChatStub.write(
                            socket,
                            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"));
                    var proxy = new ConnectProxy(stub.address().getPort()).demanding("jane:secret");
                    var wechat = StubbedClient.through(at(proxy, "jane", "secret"), API, DEADLINE)) {
                assertThat(wechat.refusal(WeChatStub.body("")).code()).isEqualTo(ErrorCode.WECHAT_BAD_ANSWER);

                assertThat(stub.requests()).hasSize(1);
                assertThat(stub.headers())
                        .noneMatch(header -> header.toLowerCase(Locale.ROOT).contains("authorization"));
            }
        }

        @Test
        void isNamedWhenItWantsAnotherPassword() {
            try (var proxy = new ConnectProxy(1).demanding("jane:right");
                    var wechat = StubbedClient.through(at(proxy, "jane", "CANARY_wrong"), API, DEADLINE)) {
                LoginException failure = wechat.refusal(WeChatStub.body(""));

                assertThat(failure.code()).isEqualTo(ErrorCode.WECHAT_UNREACHABLE);
                assertThat(failure.note()).contains("407", "saoma.wechat.proxy").doesNotContain("CANARY");
                assertThat(failure).hasMessageNotContaining("in time");
            }
        }

        /** Otherwise a proxy could sign in any user. */
        @ParameterizedTest
        @ValueSource(ints = {201, 204, 403, 407, 502})
        void isNeverTakenForWeChat(int status) {
            try (var proxy = new ConnectProxy(1)
                            .answering(client -> ConnectProxy.write(
                                    client,
                                    "HTTP/1.1 " + status + " No\r\nContent-Length: " + StubbedClient.GOOD.length()
                                            + "\r\n\r\n" + StubbedClient.GOOD));
                    var wechat = StubbedClient.through(at(proxy, "", ""), API, DEADLINE)) {
                assertThat(wechat.refusal(WeChatStub.body("")).note()).contains("CONNECT with " + status);
            }
        }

        @Test
        void isGivenUpAtTheDeadlineHoweverItHangs() {
            var answers = Map.<String, ConnectProxy.Answer>of(
                    "hangs", client -> Thread.sleep(60_000),
                    "drips its head", client -> drip(client, "HTTP/1.1 200 OK\r\nX: "),
                    "drips its refusal", client -> drip(client, "HTTP/1.1 403 No\r\nContent-Length: 999999\r\n\r\n"));
            answers.forEach((kind, answer) -> {
                try (var proxy = new ConnectProxy(1).answering(answer);
                        var wechat = StubbedClient.through(at(proxy, "", ""), API, Duration.ofSeconds(1));
                        var stall = new Stall()) {
                    assertThat(wechat.refusal(WeChatStub.body(""))).as(kind).hasMessageContaining("in time");
                    assertThat(stall.used()).as(kind).isLessThan(Duration.ofMillis(1_700));
                }
            });
        }

        @Test
        void isGivenUpWithinTheHandshakeBehindIt() throws Exception {
            try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    var proxy = new ConnectProxy(silent.getLocalPort());
                    var wechat = StubbedClient.through(
                            at(proxy, "", ""), "https://api.weixin.qq.com", Duration.ofSeconds(1));
                    var stall = new Stall()) {
                assertThat(wechat.refusal(WeChatStub.body(""))).hasMessageContaining("in time");
                assertThat(stall.used()).isLessThan(Duration.ofMillis(1_700));
            }
        }

        private static void drip(java.net.Socket client, String head) throws java.io.IOException, InterruptedException {
            ConnectProxy.write(client, head);
            while (true) {
                ConnectProxy.write(client, "x");
                Thread.sleep(20);
            }
        }

        private static HttpProxy at(ConnectProxy proxy, String user, String password) {
            return new HttpProxy("127.0.0.1", proxy.port(), user, Secret.of(password));
        }
    }

    @Nested
    class InText {

        @Test
        void hasUserAndPassword() {
            HttpProxy proxy = HttpProxy.parse("http://ja%3Ane:p%40ss+w%20rd@proxy.example:3128");

            assertThat(proxy.host()).isEqualTo("proxy.example");
            assertThat(proxy.port()).isEqualTo(3128);
            assertThat(proxy.user()).isEqualTo("ja:ne");
            assertThat(proxy.password().reveal()).isEqualTo("p@ss+w rd");
        }

        @Test
        void showsNeither() {
            HttpProxy proxy = HttpProxy.parse("http://CANARY:CANARY@proxy.example:3128/");

            assertThat(proxy).hasToString("http://proxy.example:3128");
            assertThat(WeChatSettings.DEFAULT.through(proxy).toString()).doesNotContain("CANARY");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "proxy.example:3128",
                    "CANARY@proxy.example:3128",
                    "http://CANARY@proxy.example",
                    "https://CANARY@proxy.example:3128",
                    "socks5://CANARY@proxy.example:1080",
                    "http://jane:CANARY%zz@proxy.example:3128",
                    "http://jane:CANARY@home@proxy.example:3128",
                    "http://jane:CANARY#x@proxy.example:3128",
                    "http://jane:CANARY%0A%0Ax@proxy.example:3128",
                    "http://proxy.example:3128/CANARY",
                    "http://proxy.example:3128?CANARY"
                })
        void isRefusedWithoutBeingShown(String text) {
            assertThatThrownBy(() -> HttpProxy.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("CANARY")
                    .hasNoCause();
        }
    }

    @Nested
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    class OfJava {
        private static final URI WECHAT = URI.create("https://api.weixin.qq.com");

        @Test
        void isTheOneOfItsSystemProperties() {
            with(Map.of("https.proxyHost", "proxy.example", "https.proxyPort", "3128"), () -> {
                assertThat(WeChatSettings.DEFAULT.proxyTo(WECHAT)).hasToString("Optional[http://proxy.example:3128]");
                assertThat(WeChatSettings.DEFAULT.proxyTo(URI.create("http://localhost:9090")))
                        .isEmpty();
            });
        }

        @Test
        void isToldUserAndPasswordWhenTheyAreThere() {
            with(
                    Map.of("https.proxyHost", "p", "https.proxyUser", "jane", "https.proxyPassword", "secret"),
                    () -> assertThat(WeChatSettings.DEFAULT.proxyTo(WECHAT))
                            .contains(new HttpProxy("p", 443, "jane", Secret.of("secret"))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"*.weixin.qq.com", "api.weixin.qq.com", "localhost|api.*"})
        void isNotUsedForItsExceptions(String exceptions) {
            with(
                    Map.of("https.proxyHost", "proxy.example", "http.nonProxyHosts", exceptions),
                    () -> assertThat(WeChatSettings.DEFAULT.proxyTo(WECHAT)).isEmpty());
        }

        @Test
        void yieldsToTheOneThatIsSet() {
            with(
                    Map.of("https.proxyHost", "proxy.example", "http.nonProxyHosts", "*"),
                    () -> assertThat(WeChatSettings.DEFAULT
                                    .through(HttpProxy.parse("http://other.example:8080"))
                                    .proxyTo(WECHAT))
                            .hasToString("Optional[http://other.example:8080]"));
        }

        @Test
        void isNoneWhenTheSelectorNamesAnotherKind() {
            ProxySelector before = ProxySelector.getDefault();
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("localhost", 1080)));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, java.io.IOException e) {}
            });
            try {
                assertThat(WeChatSettings.DEFAULT.proxyTo(WECHAT)).isEqualTo(Optional.empty());
            } finally {
                ProxySelector.setDefault(before);
            }
        }

        private static void with(Map<String, String> properties, Runnable work) {
            properties.forEach(System::setProperty);
            try {
                work.run();
            } finally {
                properties.keySet().forEach(System::clearProperty);
            }
        }
    }
}
