package dev.saoma.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.ClientSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** A burst of connections, before the server has accepted any of them. */
class AcceptQueueTest {
    private static final int BURST = 400;

    @Test
    void connectsABurstAtTheFirstAttempt() throws Exception {
        List<Socket> burst = new ArrayList<>();
        try (var connector =
                PublicPort.open(new Server(), "127.0.0.1", 0, ConnectionLimits.of(BURST * 2), ClientSettings.DEFAULT)) {
            var server = new InetSocketAddress("127.0.0.1", connector.getLocalPort());
            int connected = 0;
            while (connected < BURST && connects(burst, server)) {
                connected++;
            }
            assertThat(connected).isEqualTo(BURST);
        } finally {
            for (Socket socket : burst) {
                socket.close();
            }
        }
    }

    private static boolean connects(List<Socket> burst, InetSocketAddress server) throws IOException {
        var socket = new Socket();
        burst.add(socket);
        try {
            // Less than the second after which TCP repeats an unanswered SYN.
            socket.connect(server, 900);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
