package dev.saoma.benchmark.bare;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A minimal HTTP/1.1 client on a pool of open sockets. */
final class PooledSockets implements WeChat {
    private static final int MOST = 2_000;
    private static final int PATIENCE_MS = 5_000;

    private final URI upstream;
    private final int port;
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>();
    private final AtomicInteger open = new AtomicInteger();

    PooledSockets(URI upstream) {
        this.upstream = upstream;
        this.port = upstream.getPort() != -1 ? upstream.getPort() : isTls() ? 443 : 80;
    }

    @Override
    public String get(String path) throws IOException {
        Connection kept = idle.pollFirst();
        if (kept != null) {
            try {
                return call(kept, path);
            } catch (IOException e) {
                // WeChat may have closed the idle connection; a new one shows whether WeChat responds.
            }
        }
        return call(fresh(), path);
    }

    private String call(Connection connection, String path) throws IOException {
        boolean whole = false;
        try {
            String body = connection.get(path);
            whole = true;
            idle.addFirst(connection);
            return body;
        } finally {
            if (!whole) {
                open.decrementAndGet();
                connection.socket().close();
            }
        }
    }

    private Connection fresh() throws IOException {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            return waitForOne();
        }
        try {
            Socket socket = connect();
            return new Connection(socket, new BufferedInputStream(socket.getInputStream()), upstream.getAuthority());
        } catch (IOException e) {
            open.decrementAndGet();
            throw e;
        }
    }

    private Connection waitForOne() throws IOException {
        try {
            Connection returned = idle.pollFirst(PATIENCE_MS, TimeUnit.MILLISECONDS);
            if (returned != null) {
                return returned;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("all " + MOST + " connections are in use");
    }

    private Socket connect() throws IOException {
        var plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(PATIENCE_MS);
        plain.connect(new InetSocketAddress(upstream.getHost(), port), PATIENCE_MS);
        if (!isTls()) {
            return plain;
        }
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var tls = (SSLSocket) factory.createSocket(plain, upstream.getHost(), port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        return tls;
    }

    private boolean isTls() {
        return "https".equals(upstream.getScheme());
    }

    private record Connection(Socket socket, InputStream in, String host) {
        String get(String path) throws IOException {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            int length = -1;
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring("content-length:".length()).strip());
                }
            }
            if (length < 0) {
                throw new IOException("WeChat's answer has no Content-Length");
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("WeChat's answer ended early");
            }
            return new String(body, StandardCharsets.UTF_8);
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("WeChat closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }
    }
}
