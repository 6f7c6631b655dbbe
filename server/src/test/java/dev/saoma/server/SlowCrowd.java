package dev.saoma.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** So many slow callers of one address, each of whom comes again when the server has let go of it. */
final class SlowCrowd implements AutoCloseable {
    private static final long TICK_MS = 400;
    private static final int SMALL = 2 * 1024;

    /** What one does after it has begun. */
    enum Pace {
        /** Sends a byte now and then. */
        DRIPS,
        /** Takes a byte now and then. */
        SIPS
    }

    private final InetSocketAddress from;
    private final InetSocketAddress server;
    private final String begin;
    private final Pace pace;
    private final Socket[] callers;
    private final AtomicInteger opened = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "slow-crowd");

    SlowCrowd(int count, String from, InetSocketAddress server, Pace pace, String begin) {
        this.from = new InetSocketAddress(from, 0);
        this.server = server;
        this.begin = begin;
        this.pace = pace;
        this.callers = new Socket[count];
        thread.setDaemon(true);
        thread.start();
    }

    /** How many connections there have been. */
    int opened() {
        return opened.get();
    }

    private void run() {
        try {
            while (true) {
                for (int i = 0; i < callers.length; i++) {
                    callers[i] = next(callers[i]);
                }
                Thread.sleep(TICK_MS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private Socket next(Socket before) {
        try {
            Socket one = before == null ? open() : before;
            if (pace == Pace.DRIPS) {
                one.getOutputStream().write('x');
            } else if (one.getInputStream().available() > 0) {
                int taken = one.getInputStream().read();
                if (taken < 0) {
                    throw new IOException("let go of");
                }
            }
            return one;
        } catch (IOException e) {
            close(before);
            return null;
        }
    }

    private Socket open() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.bind(from);
        socket.connect(server, 1_000);
        opened.incrementAndGet();
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void close(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone.
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket one : callers) {
            close(one);
        }
    }
}
