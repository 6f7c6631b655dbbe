package dev.saoma.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Slow clients of one address. Each reconnects when the server closes its connection. */
final class SlowCrowd implements AutoCloseable {
    private static final long TICK_MS = 400;
    private static final int SMALL = 2 * 1024;

    /** The behaviour of a client after it has connected. */
    enum Pace {
        /** Sends one byte at a time. */
        DRIPS,
        /** Reads one byte at a time. */
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

    /** Returns the number of connections so far. */
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
            // The crowd was closed.
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
                // The socket is closed already.
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
