package dev.saoma.servlet;

import dev.saoma.secret.TokenHash;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Always one left. */
enum NoSharedCounters implements SharedCounters {
    NONE;

    @Override
    public CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit) {
        return CompletableFuture.completedFuture(Duration.ZERO);
    }

    @Override
    public void giveBack(String counter, TokenHash address, RateLimit limit) {}
}
