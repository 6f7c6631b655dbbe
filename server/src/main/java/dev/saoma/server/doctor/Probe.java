package dev.saoma.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One GET, step by step, so that it can be said which step failed. It sends nothing that is secret. */
final class Probe {
    private static final int WAIT_MS = 3_000;
    private static final int BODY = 256 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})[^\r\n]*");

    private Probe() {}

    /** How far it came. */
    enum Step {
        DNS,
        TCP,
        TLS,
        HTTP
    }

    /** What came of it. */
    sealed interface Reached {

        /** No answer; a word about why. */
        record No(Step at, String why) implements Reached {}

        /**
         * An answer.
         *
         * @param end until when the certificate is good; empty over plain http
         * @param before when it was asked
         * @param after when it had been read
         */
        record Yes(
                InetAddress address,
                Optional<Instant> end,
                int status,
                String head,
                String body,
                Instant before,
                Instant after)
                implements Reached {

            Optional<String> header(String name) {
                return head.lines()
                        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                        .findFirst()
                        .map(line -> line.substring(name.length() + 1).strip());
            }
        }
    }

    static Reached get(URI base, String path, Surroundings here) {
        boolean tls = "https".equals(base.getScheme());
        int port = base.getPort() != -1 ? base.getPort() : tls ? 443 : 80;
        InetSocketAddress address;
        try {
            address = here.route().to(base.getHost(), port);
        } catch (UnknownHostException e) {
            return new Reached.No(Step.DNS, base.getHost() + " is not known");
        }
        try (var tcp = new Socket()) {
            tcp.setSoTimeout(WAIT_MS);
            try {
                tcp.connect(address, WAIT_MS);
            } catch (IOException e) {
                return new Reached.No(Step.TCP, word(e));
            }
            return tls ? overTls(tcp, base, path, port, here) : exchange(tcp, Optional.empty(), base, path, here);
        } catch (IOException e) {
            return new Reached.No(Step.HTTP, word(e));
        }
    }

    private static Reached overTls(Socket tcp, URI base, String path, int port, Surroundings here) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) here.trust().getSocketFactory().createSocket(tcp, base.getHost(), port, true)) {
            Instant end;
            try {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                end = ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                        .getNotAfter()
                        .toInstant();
            } catch (IOException e) {
                return new Reached.No(Step.TLS, word(e));
            }
            return exchange(socket, Optional.of(end), base, path, here);
        }
    }

    private static Reached exchange(Socket socket, Optional<Instant> end, URI base, String path, Surroundings here)
            throws IOException {
        Instant before = here.clock().instant();
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + base.getRawAuthority()
                + "\r\nUser-Agent: Saoma-doctor\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readNBytes(BODY), StandardCharsets.UTF_8);
        int blank = answer.indexOf("\r\n\r\n");
        Matcher status = STATUS.matcher(answer);
        if (blank < 0 || !status.lookingAt()) {
            return new Reached.No(Step.HTTP, "what answers is not HTTP");
        }
        return new Reached.Yes(
                socket.getInetAddress(),
                end,
                Integer.parseInt(status.group(1)),
                answer.substring(0, blank),
                answer.substring(blank + 4),
                before,
                here.clock().instant());
    }

    private static String word(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
    }
}
