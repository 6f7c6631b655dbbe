package dev.saoma.benchmark.bare;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One {@link java.net.http.HttpClient} for all calls. */
final class SharedHttpClient implements WeChat {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI upstream;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    SharedHttpClient(URI upstream) {
        this.upstream = upstream;
    }

    @Override
    public String get(String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(upstream + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while waiting for WeChat");
        }
    }
}
