package dev.saoma.server;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The address of a client that is notified of ended sessions. It accepts every notice, unless a test lets it hang. */
final class LogoutAddress implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SignedJWT> received = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch answers = new CountDownLatch(0);

    LogoutAddress() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/logout", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/logout");
    }

    /** Forgets what came until now. */
    void forget() {
        received.clear();
    }

    /** Answers no request from now on. */
    void hang() {
        answers = new CountDownLatch(1);
    }

    /** Answers the requests that come from now on. */
    void answer() {
        CountDownLatch hanging = answers;
        answers = new CountDownLatch(0);
        hanging.countDown();
    }

    private void receive(HttpExchange exchange) throws IOException {
        CountDownLatch turn = answers;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        try (exchange) {
            received.add(SignedJWT.parse(body.replaceFirst("logout_token=", "")));
            turn.await();
            exchange.sendResponseHeaders(200, -1);
        } catch (ParseException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the logout tokens, the oldest first. */
    List<SignedJWT> tokens() {
        return List.copyOf(received);
    }

    /** Returns their claims. */
    List<JWTClaimsSet> claims() {
        return received.stream().map(LogoutAddress::claims).toList();
    }

    private static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns the session names of all notices. */
    List<Object> sids() {
        return claims().stream().map(claims -> claims.getClaim("sid")).toList();
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }
}
