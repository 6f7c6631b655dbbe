package dev.saoma.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.saoma.emulator.Skipped;
import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A website with WeChat's own script address, in a Chromium where only the resolution of WeChat's host names is changed. */
class BrowserByNameTest {

    private static final String PAGE = """
            <!DOCTYPE html><div id="box"></div>
            <script src="https://res.wx.qq.com/connect/zh_CN/htmledition/js/wxLogin.js"></script>
            <script>
            new WxLogin({id: 'box', appid: '%s', scope: 'snsapi_login', state: 'S1', self_redirect: true,
              redirect_uri: encodeURIComponent(location.origin + '/callback')});
            </script>
            """.formatted(Sample.APP.appid());

    private final WeChatEmulator emulator =
            WeChatEmulator.builder().tls(0).hold(Duration.ofSeconds(1)).start();
    private final CompletableFuture<String> callback = new CompletableFuture<>();

    private HttpServer site;

    @BeforeEach
    void openSite() throws Exception {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/callback")) {
                callback.complete(exchange.getRequestURI().getQuery());
            }
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
        emulator.close();
    }

    private static Optional<String> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private Process browse(String chromium) throws Exception {
        byte[] key = emulator.caCertificate().getPublicKey().getEncoded();
        String pin = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        String here = ":443 127.0.0.1:" + emulator.tlsPort();
        return new ProcessBuilder(
                        chromium,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + Path.of("target", "chromium").toAbsolutePath(),
                        "--ignore-certificate-errors-spki-list=" + pin,
                        "--host-resolver-rules=MAP *.weixin.qq.com" + here + ", MAP res.wx.qq.com" + here,
                        "http://localhost:" + site.getAddress().getPort() + "/")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "chromium.log").toFile())
                .start();
    }

    private String shownQrCode() throws InterruptedException {
        for (int i = 0; i < 300 && emulator.qrCodes().isEmpty(); i++) {
            Thread.sleep(100);
        }
        return emulator.qrCodes().get(0).uuid();
    }

    @Test
    void logsInThroughTheEmbeddedPage() throws Exception {
        String chromium = chromium().orElseGet(() -> Skipped.because("the page by its real names needs Chromium"));
        Process browser = browse(chromium);
        try {
            String uuid = shownQrCode();
            emulator.scan(uuid, Sample.ALICE.id());
            emulator.allow(uuid, Sample.ALICE.id());
            assertThat(callback.get(30, TimeUnit.SECONDS)).matches("code=[0-9A-Za-z]{32}&state=S1");
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
        }
    }
}
