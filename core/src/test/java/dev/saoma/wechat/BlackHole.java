package dev.saoma.wechat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port with a full backlog: it neither accepts nor refuses connections, as behind a firewall that drops packets. */
final class BlackHole implements AutoCloseable {
    private final ServerSocket server = new ServerSocket();
    private final List<SocketChannel> waiting = new ArrayList<>();

    BlackHole() throws IOException {
        this("127.0.0.1", 0);
    }

    BlackHole(String address, int port) throws IOException {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(address, port), 1);
        for (int i = 0; i < 16; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(server.getLocalSocketAddress());
            waiting.add(channel);
        }
    }

    InetAddress address() {
        return server.getInetAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        server.close();
    }
}
