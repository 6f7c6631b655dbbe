package dev.saoma.oidc.logout;

import dev.saoma.internal.thread.DaemonThreads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/** Sends logout tokens. Follows no redirect, reads no body, keeps no cookie, and waits for 5 seconds. */
final class LogoutPost implements AutoCloseable {
    private static final Duration TIME_OUT = Duration.ofSeconds(5);
    /** Also ends what the client's own time-out does not cover. */
    private static final Duration AT_MOST = TIME_OUT.plusSeconds(1);

    // Not a fixed number of threads, since the look-up of a name occupies one. The caller bounds the requests.
    private final ExecutorService threads =
            Executors.newCachedThreadPool(DaemonThreads.named("saoma-oidc-logout-post"));
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIME_OUT)
            .executor(threads)
            .build();

    /** Returns the status of the response, later; fails when there is none in time. */
    CompletableFuture<Integer> send(URI uri, String logoutToken) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIME_OUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + logoutToken))
                .build();
        CompletableFuture<HttpResponse<Boolean>> exchange = client.sendAsync(request, head -> new UnreadBody());
        return exchange.thenApply(HttpResponse::statusCode)
                .orTimeout(AT_MOST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((status, failure) -> exchange.cancel(true));
    }

    /** Cancels the body before its first byte, so that an endless one costs nothing. */
    private static final class UnreadBody implements BodySubscriber<Boolean> {
        @Override
        public CompletionStage<Boolean> getBody() {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
