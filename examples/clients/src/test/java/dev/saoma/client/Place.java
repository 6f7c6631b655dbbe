package dev.saoma.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * Where the commands of the page take effect in a test: free ports in place of the page's, and a folder of the test.
 *
 * @param server in place of 8080
 * @param emulator in place of 9090
 * @param application in place of 8081, 8082 and 8083
 */
record Place(int server, int emulator, int application, Path data) {
    static Place in(Path data) {
        return new Place(freePort(), freePort(), freePort(), data);
    }

    /** Returns the same server with another port for an application. */
    Place another() {
        return new Place(server, emulator, freePort(), data);
    }

    String of(String command) {
        return command.replaceAll("localhost:808[123]", "localhost:" + application)
                .replace("localhost:8080", "localhost:" + server)
                .replace("data/demo", data.toString());
    }

    String address() {
        return "http://localhost:" + application + "/";
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
