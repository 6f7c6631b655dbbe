package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.wechat.WeChatSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails leaves nothing behind: the same JVM may start another. */
class FailedStartTest {
    @TempDir
    private Path folder;

    @Test
    void leavesItsPortsFree() throws IOException {
        int port = free();
        int management = free();
        // There is no app in the folder, which is found out while both ports are listened on already.
        var settings = new ServerSettings(
                Mode.DEVELOPMENT,
                "127.0.0.1",
                port,
                Optional.empty(),
                "",
                folder.resolve("no-app"),
                folder.resolve("data"),
                Optional.empty(),
                true,
                List.of(),
                List.of(),
                WeChatSettings.emulator("http://localhost:9090"),
                Optional.empty(),
                SessionLifetimes.DEFAULT,
                LoginLifetimes.DEFAULT,
                ClientSettings.DEFAULT,
                Optional.of(new ManagementSettings("127.0.0.1", management, Duration.ZERO)),
                Optional.empty(),
                ConnectionLimits.of(100));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SaomaServer.start(settings, Clock.systemUTC()));

        listen(port).close();
        listen(management).close();
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
