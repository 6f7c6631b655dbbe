package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed start releases its resources: the same JVM can start another server. */
class FailedStartTest {
    @TempDir
    private Path folder;

    @Test
    void leavesItsPortsFree() throws IOException {
        int port = free();
        int management = free();
        int console = free();
        // The missing app is detected after all ports have been opened.
        ServerSettings settings = ServerSettings.of(Map.of(
                "saoma.mode",
                "development",
                "saoma.port",
                String.valueOf(port),
                "saoma.app",
                folder.resolve("no-app").toString(),
                "saoma.data",
                folder.resolve("data").toString(),
                "saoma.wechat.page-url",
                "http://localhost:9090",
                "saoma.wechat.api-url",
                "http://localhost:9090",
                "saoma.limits.connections",
                "100",
                "saoma.console",
                String.valueOf(console),
                "saoma.management.port",
                String.valueOf(management)));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SaomaServer.start(settings, Clock.systemUTC()));

        listen(port).close();
        listen(management).close();
        listen(console).close();
    }

    private static int free() throws IOException {
        try (ServerSocket any = listen(0)) {
            return any.getLocalPort();
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }
}
