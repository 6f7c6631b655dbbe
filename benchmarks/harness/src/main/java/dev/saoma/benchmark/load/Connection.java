package dev.saoma.benchmark.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One persistent connection to a subject on loopback, with a read time-out of ten seconds. Not thread-safe. */
public final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    /** Header fields that browsers usually send, the same for every subject. */
    private static final String USUAL = String.join(
            "\r\n",
            "",
            "Host: 127.0.0.1",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0",
            "Accept: */*",
            "Accept-Language: en",
            "");

    private final int port;
    /** The header line that authorises a program; empty for browsers. */
    private final String authorization;

    private Socket socket;
    private AnswerReader reader;

    private Connection(int port, String authorization, Socket socket) throws IOException {
        this.port = port;
        this.authorization = authorization;
        this.socket = socket;
        this.reader = new AnswerReader(socket.getInputStream());
    }

    public static Connection open(int port) throws IOException {
        return new Connection(port, "", connect(port));
    }

    /** Opens a connection whose requests have a bearer's key. */
    public static Connection open(int port, String key) throws IOException {
        return new Connection(port, "Authorization: Bearer " + key + "\r\n", connect(port));
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return socket;
    }

    public Answer get(Browser browser, String path) throws IOException {
        return ask(browser, "GET " + path + " HTTP/1.1" + USUAL + authorization + browser.header() + "\r\n");
    }

    public Answer post(Browser browser, String path, String json) throws IOException {
        return ask(
                browser,
                "POST " + path + " HTTP/1.1" + USUAL + authorization + browser.header()
                        + "Content-Type: application/json\r\nSec-Fetch-Site: same-origin\r\nContent-Length: "
                        + json.length() + "\r\n\r\n" + json);
    }

    private Answer ask(Browser browser, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        Answer answer = reader.read();
        answer.keepCookies(browser);
        if (answer.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            renew();
        }
        return answer;
    }

    /** Reconnects after an error, so that no part of an earlier response is left to read. */
    public void renew() throws IOException {
        socket.close();
        socket = connect(port);
        reader = new AnswerReader(socket.getInputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
