package dev.saoma.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests that wait for their responses, each on its own connection, read by one thread. */
public final class Waiters implements AutoCloseable {
    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();

    private Waiters(Selector selector) {
        this.selector = selector;
    }

    /** The event that makes the server send all responses. */
    @FunctionalInterface
    public interface End {
        void come() throws IOException;
    }

    /**
     * Opens a connection for each path and sends a request.
     *
     * @throws IOException also when the limit of open files is too low; the message says how to raise it
     */
    public static Waiters open(int port, List<String> paths) throws IOException {
        var waiters = new Waiters(Selector.open());
        try {
            for (String path : paths) {
                waiters.ask(port, path);
            }
            return waiters;
        } catch (SocketException e) {
            int open = waiters.channels.size();
            waiters.close();
            throw new IOException(
                    "After %,d connections no more could be opened (%s). Two processes need %,d files each: raise the limit with `ulimit -n %d` and run it again."
                            .formatted(open, e.getMessage(), paths.size(), paths.size() * 2),
                    e);
        }
    }

    private void ask(int port, String path) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: */*\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Returns the number of requests without a response. */
    public int waiting() throws IOException {
        selector.selectNow();
        return channels.size() - selector.selectedKeys().size();
    }

    /** Triggers the event, and returns the milliseconds until each response with status 200, ascending. */
    public double[] told(End end, Duration patience) throws IOException {
        selector.selectedKeys().clear();
        long begin = System.nanoTime();
        end.come();
        double[] millis = new double[channels.size()];
        int told = 0;
        ByteBuffer buffer = ByteBuffer.allocate(4_096);
        while (!selector.keys().isEmpty() && System.nanoTime() - begin < patience.toNanos()) {
            selector.select(1_000);
            for (SelectionKey key : selector.selectedKeys()) {
                key.cancel();
                buffer.clear();
                int length = ((SocketChannel) key.channel()).read(buffer);
                String text = new String(buffer.array(), 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
                if (text.startsWith("HTTP/1.1 200")) {
                    millis[told++] = (System.nanoTime() - begin) / 1e6;
                }
            }
            selector.selectedKeys().clear();
            selector.selectNow();
            if (told == millis.length) {
                break;
            }
        }
        double[] all = Arrays.copyOf(millis, told);
        Arrays.sort(all);
        return all;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
