package dev.saoma.emulator.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Handles calls. Must not block: a reply that has to wait is completed later. */
@FunctionalInterface
public interface Endpoint {

    CompletionStage<Reply> handle(Call call);

    /** Returns an endpoint that replies at once. */
    static Endpoint of(Function<Call, ? extends Reply> function) {
        return call -> CompletableFuture.completedFuture(function.apply(call));
    }
}
