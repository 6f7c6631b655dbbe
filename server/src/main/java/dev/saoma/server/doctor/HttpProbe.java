package dev.saoma.server.doctor;

import dev.saoma.wechat.HttpProxy;
import dev.saoma.wechat.ProxyTunnel;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends one GET and reports at which step it failed. It sends no secret, except a proxy's password to that proxy. */
final class HttpProbe {
    private static final Timeout WAIT = Timeout.ofSeconds(3);
    private static final int WHOLE_SECONDS = 10;
    private static final int BODY = 256 * 1024;

    private final URI base;
    private final Host host;
    private final Optional<HttpProxy> proxy;
    private final HttpClientContext context = HttpClientContext.create();
    private boolean sent;

    private HttpProbe(URI base, Host host, Optional<HttpProxy> proxy) {
        this.base = base;
        this.host = host;
        this.proxy = proxy;
    }

    /** The steps of a request, in their order. */
    enum Step {
        DNS,
        TCP,
        PROXY,
        TLS,
        HTTP
    }

    /** A {@link Response} or a {@link Failure}. */
    sealed interface Result {}

    /** No response. */
    record Failure(Step at, String reason) implements Result {}

    /**
     * A response.
     *
     * @param address of the server; empty behind a proxy
     * @param certificateEnd the end of the certificate's validity; empty over plain http
     * @param before the time before the request
     * @param after the time after the body was read
     */
    record Response(
            Optional<InetAddress> address,
            Optional<Instant> certificateEnd,
            int status,
            List<Header> headers,
            String body,
            Instant before,
            Instant after)
            implements Result {

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getName().equalsIgnoreCase(name))
                    .map(Header::getValue)
                    .findFirst();
        }
    }

    /** Sends a GET without a proxy. */
    static Result get(URI base, String path, Host host) {
        return get(base, path, host, Optional.empty());
    }

    static Result get(URI base, String path, Host host, Optional<HttpProxy> proxy) {
        return new HttpProbe(base, host, proxy).get(path);
    }

    private Result get(String path) {
        String name = proxy.map(HttpProxy::host).orElse(base.getHost());
        int port = proxy.map(HttpProxy::port).orElse(base.getPort() != -1 ? base.getPort() : isTls() ? 443 : 80);
        InetSocketAddress address;
        try {
            address = host.route().to(name, port);
        } catch (UnknownHostException e) {
            return new Failure(Step.DNS, name + " is not known");
        }
        var request = new HttpGet(base + path);
        CompletableFuture.delayedExecutor(WHOLE_SECONDS, TimeUnit.SECONDS).execute(request::cancel);
        try (CloseableHttpClient client = client(address)) {
            Instant before = host.clock().instant();
            return client.execute(request, context, response -> read(request, response, address.getAddress(), before));
        } catch (IOException e) {
            return new Failure(step(e), e instanceof ClientProtocolException ? "what answers is not HTTP" : word(e));
        }
    }

    private boolean isTls() {
        return "https".equals(base.getScheme());
    }

    private CloseableHttpClient client(InetSocketAddress address) {
        var connections = BasicHttpClientConnectionManager.create(
                null,
                new OneAddress(address),
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", new DefaultClientTlsStrategy(host.trust()))
                        .build(),
                null);
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(WAIT)
                .setSocketTimeout(WAIT)
                .build());
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new SentRecorder())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .setUserAgent("Saoma-doctor");
        proxy.ifPresent(through -> new ProxyTunnel(through).configure(builder));
        return builder.build();
    }

    private Result read(HttpGet request, ClassicHttpResponse response, InetAddress address, Instant before)
            throws IOException {
        if (!sent) {
            return new Failure(Step.PROXY, "it answers CONNECT with " + response.getCode());
        }
        byte[] body = {};
        if (response.getEntity() != null) {
            try (InputStream in = response.getEntity().getContent()) {
                body = in.readNBytes(BODY);
                if (body.length == BODY) {
                    // Closing would read the rest of the body.
                    request.cancel();
                }
            }
        }
        return new Response(
                proxy.isPresent() ? Optional.empty() : Optional.of(address),
                certificateEnd(),
                response.getCode(),
                Stream.of(response.getHeaders()).toList(),
                new String(body, StandardCharsets.UTF_8),
                before,
                host.clock().instant());
    }

    private Optional<Instant> certificateEnd() throws IOException {
        SSLSession session = context.getSSLSession();
        return session == null
                ? Optional.empty()
                : Optional.of(((X509Certificate) session.getPeerCertificates()[0])
                        .getNotAfter()
                        .toInstant());
    }

    private Step step(IOException e) {
        if (sent) {
            return Step.HTTP;
        }
        if (e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof ConnectTimeoutException) {
            return Step.TCP;
        }
        if (e instanceof SSLException) {
            return Step.TLS;
        }
        return proxy.isPresent() ? Step.PROXY : isTls() ? Step.TLS : Step.HTTP;
    }

    private static String word(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
    }

    private record OneAddress(InetSocketAddress address) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {address.getAddress()};
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) {
            return List.of(address);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Records that the request itself was sent: any earlier response comes from the proxy. */
    private final class SentRecorder extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback callback,
                HttpContext context)
                throws IOException, HttpException {
            sent = sent || !Method.CONNECT.isSame(request.getMethod());
            return super.execute(request, connection, callback, context);
        }
    }
}
