package dev.saoma.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that the container detects before the servlet. */
class ProblemErrorHandlerTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://login.example.com", "http://localhost:8080"})
    void answersAMalformedRequestAsTheServletWould(URI publicUrl) throws Exception {
        var jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Mode mode = publicUrl.getScheme().equals("https") ? Mode.PRODUCTION : Mode.DEVELOPMENT;
        var settings = new WebSettings(publicUrl, "", List.of(), List.of(), WebSettings.WECHAT, mode);
        jetty.setErrorHandler(new ProblemErrorHandler(settings, "(test)"));
        jetty.start();
        try {
            String answer = send(((ServerConnector) jetty.getConnectors()[0]).getLocalPort(), "GET nowhere\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json")
                    .contains(
                            "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: no-referrer")
                    .contains("Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'")
                    .contains("Cross-Origin-Opener-Policy: same-origin")
                    .contains("Cache-Control: no-store", "\"code\":\"invalid_request\"", "did not understand")
                    .contains("\"type\":\"/errors/invalid_request\"", "\"status\":400", "\"retryable\":false")
                    .containsPattern("\"traceId\":\"[0-9a-f]{16}\"");
            assertThat(answer.contains("Strict-Transport-Security: max-age=31536000"))
                    .isEqualTo(publicUrl.getScheme().equals("https"));
        } finally {
            jetty.stop();
        }
    }

    private static String send(int port, String request) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
