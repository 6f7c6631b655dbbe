package dev.saoma.wechat;

import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.wechat.CallFailure.OversizeException;
import dev.saoma.wechat.CallFailure.ProxyRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends GET requests to WeChat. The whole exchange ends by the deadline, including the name look-up and the connection. Head
 * and body are limited, and the body is always read as UTF-8. Redirects, compression and cookies are off. {@link WeChatCall}
 * decides what may be tried again.
 *
 * <p>WeChat expects the secret in the address, so no exception of the HTTP client leaves this class.
 */
final class WeChatHttp implements AutoCloseable {
    private static final int BODY_BYTES = 64 * 1024;
    private static final Http1Config HEAD = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .build();
    private static final Timeout POOL_WAIT = Timeout.ofMilliseconds(200);

    /** The call of this thread, for callbacks of the client that do not name their request. */
    @SuppressWarnings("ThreadLocalUsage") // One for each client, of which there are few, and removed after each call.
    private final ThreadLocal<@Nullable WeChatCall> calls = new ThreadLocal<>();

    private final NameLookups names;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor alarm;

    WeChatHttp(WeChatSettings settings, NameLookups.Resolver resolver) {
        warnOfLoggedAddresses();
        this.names = new NameLookups(resolver);
        this.connections = connections(settings);
        this.client = client(settings);
        this.alarm = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("saoma-wechat-deadline"));
        // Otherwise each finished call, with the secret in its address, would stay in memory until its deadline.
        alarm.setRemoveOnCancelPolicy(true);
        // A recurring no-op keeps the scheduler's head earlier than any deadline, so scheduling a call does not wake
        // the thread.
        ScheduledFuture<?> unused = alarm.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
    }

    private PoolingHttpClientConnectionManager connections(WeChatSettings settings) {
        Timeout silence = Timeout.of(settings.deadline());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.inFlight())
                .setMaxConnPerRoute(settings.inFlight())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEAD)
                        .build())
                .setDnsResolver(new OneAddress())
                .setConnectionConfigResolver(route -> ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout())
                        .setSocketTimeout(silence)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(silence)
                        .build())
                .build();
    }

    private Timeout connectTimeout() {
        WeChatCall call = calls.get();
        return call == null ? Timeout.ofSeconds(2) : Timeout.of(call.connectTimeout());
    }

    private CloseableHttpClient client(WeChatSettings settings) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new CallExecutor(this::call))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(POOL_WAIT)
                        .setResponseTimeout(Timeout.of(settings.deadline()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .setUserAgent("Saoma");
        settings.proxyTo(settings.api()).ifPresent(proxy -> new ProxyTunnel(proxy).configure(builder));
        return builder.build();
    }

    /** Returns the body of the response, of any status. */
    String get(URI uri, Deadline deadline) {
        var call = new WeChatCall(deadline);
        calls.set(call);
        try {
            while (!deadline.isOver()) {
                var request = new HttpGet(uri);
                ScheduledFuture<?> cancellation =
                        alarm.schedule(() -> request.cancel(), deadline.left().toNanos(), TimeUnit.NANOSECONDS);
                try {
                    return client.execute(request, new BodyReader(request, call));
                } catch (IOException e) {
                    repeatOrFail(call, e);
                } finally {
                    cancellation.cancel(false);
                }
            }
            throw CallFailure.late("before it was asked");
        } catch (RejectedExecutionException | IllegalStateException e) {
            throw CallFailure.closed();
        } finally {
            calls.remove();
        }
    }

    private void repeatOrFail(WeChatCall call, IOException failure) {
        if (!call.again(failure)) {
            throw CallFailure.of(failure, call);
        }
        if (call.isRepeated()) {
            // The other kept connections have been idle as long, and are probably lost too.
            connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
        }
    }

    /** Reads a body as UTF-8, up to {@link #BODY_BYTES}. */
    private record BodyReader(HttpGet request, WeChatCall call) implements HttpClientResponseHandler<String> {
        @Override
        public String handleResponse(ClassicHttpResponse response) throws IOException {
            if (!call.isSent()) {
                throw new ProxyRefusedException(response.getCode());
            }
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return "";
            }
            byte[] bytes;
            try (InputStream in = entity.getContent()) {
                bytes = in.readNBytes(BODY_BYTES + 1);
                if (bytes.length > BODY_BYTES) {
                    // Closing would read the rest of a body that may be endless.
                    request.cancel();
                    throw new OversizeException();
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private WeChatCall call() {
        WeChatCall call = calls.get();
        if (call == null) {
            throw new IllegalStateException("not on the thread of a call");
        }
        return call;
    }

    /** Resolves one address at a time, so that this class tries the next one, and stops at the deadline. */
    private final class OneAddress implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return new InetAddress[] {call().nextAddress(host, names)};
            } catch (IOException e) {
                throw new UnknownHostException(host);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** The HTTP client's debug log contains every address and cannot omit it, so a warning names the logger that is on. */
    private static void warnOfLoggedAddresses() {
        if (LoggerFactory.getLogger("org.apache.hc.client5.http.headers").isDebugEnabled()) {
            LoggerFactory.getLogger(WeChatHttp.class)
                    .warn(
                            "the logger org.apache.hc is at DEBUG: it writes every address, and WeChat takes appSecret and code"
                                    + " in the address; set it to INFO or higher");
        }
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        names.close();
        try {
            client.close();
        } catch (IOException e) {
            // A connection that cannot be closed has no consequence.
        }
    }
}
