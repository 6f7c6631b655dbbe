package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.http.HostGate;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsPortTest {

    private static final String PAGE = "open.weixin.qq.com";
    private static final String API = "api.weixin.qq.com";

    private static final WeChatEmulator EMULATOR =
            WeChatEmulator.builder().tls(0).hold(Duration.ofMillis(100)).start();

    private final TlsCaller caller = new TlsCaller(EMULATOR);
    private final Visitor visitor = new Visitor(EMULATOR);

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    static Stream<String> hosts() {
        return Stream.concat(HostGate.wechatHosts().stream(), Stream.of("localhost", "127.0.0.1"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void answersUnderEveryHostName(String host) throws Exception {
        assertThat(caller.get(host, "/sns/auth")).startsWith("HTTP/1.1 200").contains("41001");
    }

    @Test
    void certifiesNoOtherName() {
        assertThatThrownBy(() -> caller.get("www.weixin.qq.com", "/")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void namesTheCertificateWhatItIs() throws Exception {
        assertThat(caller.certificate(API).getSubjectX500Principal().getName()).contains("not WeChat");
    }

    @Test
    void makesACertificateForAMonth() throws Exception {
        X509Certificate leaf = caller.certificate(API);
        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isLessThan(Duration.ofDays(31));
    }

    @Test
    void isForClientsOfJavasOwn() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(EMULATOR.sslContext()).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + EMULATOR.tlsPort() + "/sns/auth"))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void isTheSameWorldAsTheOtherPort() throws Exception {
        String uuid = visitor.openLogin(LoginPageTest.login());
        assertThat(caller.get("lp.open.weixin.qq.com", "/connect/l/qrconnect?uuid=" + uuid))
                .contains("window.wx_errcode=408;window.wx_code='';");
    }

    @Test
    void drawsAQrCodeForTheHostThatWasUsed() throws Exception {
        String uuid = visitor.openLogin(LoginPageTest.login());
        assertThat(QrScanner.read(caller.bytes("GET", PAGE, "/connect/qrcode/" + uuid)))
                .isEqualTo("https://open.weixin.qq.com/connect/confirm?uuid=" + uuid);
    }

    @Test
    void namesNoHostOnTheLoginPage() throws Exception {
        assertThat(caller.get(PAGE, "/connect/qrconnect?" + Visitor.encode(LoginPageTest.login())))
                .contains("src=\"/connect/qrcode/", "data-poll=\"/connect/l/qrconnect?")
                .doesNotContain(EMULATOR.baseUrl() + "/connect");
    }

    @Test
    void embedsThePageOfItsOwnHost() throws Exception {
        assertThat(caller.get("res.wx.qq.com", "/connect/zh_CN/htmledition/js/wxLogin.js"))
                .contains("base.replace('://res.wx.qq.com', '://open.weixin.qq.com')");
    }

    @Test
    void letsItsOwnPhonePageAct() throws Exception {
        assertThat(caller.call(
                        "POST", PAGE, "/_emulator/reset", "Origin: https://open.weixin.qq.com", "Content-Length: 0"))
                .startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://open.weixin.qq.com", "https://evil.example"})
    void letsNoOtherOriginAct(String origin) throws Exception {
        assertThat(caller.call("POST", PAGE, "/_emulator/reset", "Origin: " + origin, "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void resetsTheConnectionBeneathTls() {
        EMULATOR.fault(Target.AUTH, 1, new Fault.Reset());
        assertThatThrownBy(() -> caller.get(API, "/sns/auth")).isInstanceOf(SocketException.class);
    }

    @Test
    void isNotThereUnlessAskedFor() {
        try (WeChatEmulator plain = WeChatEmulator.start()) {
            assertThat(List.<ThrowingCallable>of(plain::tlsPort, plain::caCertificate, plain::sslContext))
                    .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalStateException.class));
        }
    }

    @Test
    void refusesACaFileWithoutThePort() {
        assertThatThrownBy(
                        () -> WeChatEmulator.builder().caFile(Path.of("ca.pem")).start())
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void hasAnotherCaAtEveryStart() {
        try (WeChatEmulator another = WeChatEmulator.builder().tls(0).start()) {
            assertThat(Set.of(another.caCertificate(), EMULATOR.caCertificate()))
                    .hasSize(2);
        }
    }
}
