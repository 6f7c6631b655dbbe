package dev.saoma.emulator.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers calls. Must not block: an answer that has to wait is completed later. */
@FunctionalInterface
public interface Endpoint {

    CompletionStage<Reply> handle(Call call);

    /** An endpoint that knows its answer at once. */
    static Endpoint of(Function<Call, ? extends Reply> function) {
        return call -> CompletableFuture.completedFuture(function.apply(call));
    }
}
