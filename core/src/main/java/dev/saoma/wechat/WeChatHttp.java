package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One GET to WeChat, and nothing that WeChat or the network could do about it: the whole exchange ends by the deadline, the
 * head and the body have their caps and the body is always UTF-8, nothing is repeated, followed, unpacked or remembered.
 *
 * <p>The address holds the secret, because WeChat takes it there; so no exception of the HTTP client leaves this class.
 */
final class WeChatHttp implements AutoCloseable {
    private static final int BODY_BYTES = 64 * 1024;
    private static final Http1Config HEAD = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .build();
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final Timeout POOL_WAIT = Timeout.ofMilliseconds(200);

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor alarm;

    WeChatHttp(WeChatSettings settings) {
        warnOfLoggedAddresses();
        Timeout silence = Timeout.of(settings.deadline());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.inFlight())
                .setMaxConnPerRoute(settings.inFlight())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEAD)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(silence)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(silence)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(POOL_WAIT)
                        .setResponseTimeout(silence)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .setUserAgent("Saoma")
                .build();
        this.alarm = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "saoma-wechat-deadline");
            thread.setDaemon(true);
            return thread;
        });
        // Else each finished call, and the secret in its address, would stay in memory until its deadline.
        alarm.setRemoveOnCancelPolicy(true);
        // A bell that rings sooner than any of these, else each call into a quiet queue would wake the thread.
        ScheduledFuture<?> unused = alarm.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
    }

    /** The body of the answer, whatever its status. */
    String get(URI uri, Deadline deadline) {
        var request = new HttpGet(uri);
        @Nullable ScheduledFuture<?> bell = null;
        try {
            bell = alarm.schedule(() -> request.cancel(), deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            return client.execute(request, response -> body(request, response));
        } catch (ConnectionRequestTimeoutException e) {
            throw failure(
                    ErrorCode.WECHAT_BUSY, "Too many logins are waiting for WeChat; try again in a moment.", "pool");
        } catch (OversizeException e) {
            throw badAnswer("more than 64 KiB");
        } catch (CharacterCodingException e) {
            throw badAnswer("not UTF-8");
        } catch (ClientProtocolException | MessageConstraintException e) {
            throw badAnswer("not HTTP, or a head of more than 8 KiB a line and 100 lines");
        } catch (IOException e) {
            throw unreachable(e.getClass().getSimpleName());
        } catch (RejectedExecutionException | IllegalStateException e) {
            throw unreachable("closed");
        } finally {
            if (bell != null) {
                bell.cancel(false);
            }
        }
    }

    private static String body(HttpGet request, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        byte[] bytes;
        try (InputStream in = entity.getContent()) {
            bytes = in.readNBytes(BODY_BYTES + 1);
            if (bytes.length > BODY_BYTES) {
                // Closing would read on to the end of a body that may have none.
                request.cancel();
                throw new OversizeException();
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** The client's own debug log cannot be made to leave the address out, so whoever switched it on must hear of it. */
    private static void warnOfLoggedAddresses() {
        if (LoggerFactory.getLogger("org.apache.hc.client5.http.headers").isDebugEnabled()) {
            LoggerFactory.getLogger(WeChatHttp.class)
                    .warn(
                            "the logger org.apache.hc is at DEBUG: it writes every address, and WeChat takes appSecret and code"
                                    + " in the address; set it to INFO or higher");
        }
    }

    static LoginException badAnswer(String note) {
        return failure(ErrorCode.WECHAT_BAD_ANSWER, "WeChat's answer could not be read; scan again.", note);
    }

    private static LoginException unreachable(String note) {
        return failure(ErrorCode.WECHAT_UNREACHABLE, "WeChat did not answer in time; scan again.", note);
    }

    private static LoginException failure(ErrorCode code, String message, String note) {
        return new LoginException(code, message, note, Map.of());
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            // Nothing is lost with a connection.
        }
    }

    private static final class OversizeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
