package dev.saoma.emulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Calls the TLS port under any host name, like a client whose resolver maps that name to this machine. */
final class TlsCaller {

    private final WeChatEmulator emulator;

    TlsCaller(WeChatEmulator emulator) {
        this.emulator = emulator;
    }

    private SSLSocket connect(String host) throws IOException {
        Socket tcp = new Socket("127.0.0.1", emulator.tlsPort());
        SSLSocket socket =
                (SSLSocket) emulator.sslContext().getSocketFactory().createSocket(tcp, host, emulator.tlsPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(5000);
        return socket;
    }

    X509Certificate certificate(String host) throws IOException {
        try (SSLSocket socket = connect(host)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Returns the body of the response. */
    byte[] bytes(String method, String host, String path, String... headers) throws IOException {
        byte[] answer = exchange(method, host, path, headers);
        int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(answer, end, answer.length);
    }

    /** Returns the whole response, with status line and headers. */
    String call(String method, String host, String path, String... headers) throws IOException {
        return new String(exchange(method, host, path, headers), StandardCharsets.UTF_8);
    }

    String get(String host, String path) throws IOException {
        return call("GET", host, path);
    }

    private byte[] exchange(String method, String host, String path, String... headers) throws IOException {
        try (SSLSocket socket = connect(host)) {
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
            request.append("Host: ").append(host).append("\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }
}
