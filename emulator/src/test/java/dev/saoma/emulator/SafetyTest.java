package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SafetyTest {

    private static String statusFor(WeChatEmulator emulator, String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9);
        }
    }

    private static int run(StringWriter errors, String... arguments) {
        return new CommandLine(new Main()).setErr(new PrintWriter(errors, true)).execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:9090, 200",
        "127.0.0.1, 200",
        "[::1]:9090, 200",
        "open.weixin.qq.com, 200",
        "api.weixin.qq.com, 200",
        "evil.example, 421",
        "192.168.1.5, 421",
        "localhost.evil.example, 421"
    })
    void answersForItsOwnHostNamesOnly(String host, String status) throws Exception {
        try (WeChatEmulator emulator = WeChatEmulator.start()) {
            assertThat(statusFor(emulator, host)).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.5:9090, 200", "evil.example, 421"})
    void answersForAddressesWhenTheNetworkIsLetIn(String host, String status) throws Exception {
        try (WeChatEmulator emulator =
                WeChatEmulator.builder().lan(true).bind("127.0.0.1").start()) {
            assertThat(statusFor(emulator, host)).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
    void refusesToListenForOtherMachines(String address) {
        assertThatThrownBy(() -> WeChatEmulator.builder().bind(address).start())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--lan");
    }

    @Test
    void endsWith78WhenRefused() {
        StringWriter errors = new StringWriter();
        assertThat(run(errors, "--port", "0", "--bind", "0.0.0.0")).isEqualTo(78);
        assertThat(errors.toString().lines()).hasSize(1);
    }

    @Test
    void endsWith78WhenTheStateFileIsWrong(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("state.json"), "{}");
        StringWriter errors = new StringWriter();
        assertThat(run(errors, "--port", "0", "--state", file.toString())).isEqualTo(78);
    }

    @Test
    void endsWith1WhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            StringWriter errors = new StringWriter();
            assertThat(run(errors, "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(1);
        }
    }

    @Test
    void endsWith2WhenUsedWrongly() {
        assertThat(run(new StringWriter(), "--colour", "red")).isEqualTo(2);
    }

    @Test
    void freesThePortWhenClosed() throws Exception {
        int port;
        try (WeChatEmulator emulator = WeChatEmulator.start()) {
            port = emulator.port();
        }
        try (WeChatEmulator again = WeChatEmulator.builder().port(port).start()) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void letsOnlyLocalPagesFrameThePhone() {
        try (WeChatEmulator emulator = WeChatEmulator.start()) {
            assertThat(new Visitor(emulator)
                            .get("/_emulator/phone?embed=1")
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElseThrow())
                    .contains("frame-ancestors 'self' http://localhost:*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/_emulator/phone", "/connect/confirm?uuid=x", "/_emulator/callback?code=c&state=s"})
    void saysOnEveryPageWhatItIs(String path) {
        try (WeChatEmulator emulator = WeChatEmulator.start()) {
            assertThat(new Visitor(emulator).get(path).body()).contains("emulator, not WeChat");
        }
    }

    @Test
    void escapesWhatAPageWasGiven() {
        try (WeChatEmulator emulator = WeChatEmulator.start()) {
            assertThat(new Visitor(emulator)
                            .get("/connect/confirm?uuid=%22%3E%3Cb%3E")
                            .body())
                    .doesNotContain("<b>");
        }
    }
}
