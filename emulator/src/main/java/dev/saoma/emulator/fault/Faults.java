package dev.saoma.emulator.fault;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Endpoint;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.internal.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The pending faults; those of one endpoint occur in the order in which they were added. At most 1,000. Thread-safe: a
 * fault of n times occurs exactly n times.
 */
public final class Faults {

    private static final int MAX = 1_000;
    private static final String GATEWAY_PAGE = """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body><center><h1>502 Bad Gateway</h1></center></body>
            </html>
            """;

    private final ScheduledExecutorService timer;
    private final BiPredicate<Target, Fault.ErrorCode> takesEffect;
    private final List<Order> orders = new ArrayList<>();

    /**
     * Starts without faults.
     *
     * @param timer ends waits; not closed here
     * @param takesEffect whether a request that gets this error still takes effect
     */
    public Faults(ScheduledExecutorService timer, BiPredicate<Target, Fault.ErrorCode> takesEffect) {
        this.timer = timer;
        this.takesEffect = takesEffect;
    }

    /**
     * Adds a fault, after those added before.
     *
     * @throws IllegalStateException when too many are pending
     */
    public synchronized void add(Order order) {
        if (orders.size() >= MAX) {
            throw new IllegalStateException("There are " + MAX + " faults waiting already; delete some first.");
        }
        orders.add(order);
    }

    public synchronized List<Order> list() {
        return List.copyOf(orders);
    }

    public synchronized void clear() {
        orders.clear();
    }

    public synchronized void clear(Target target) {
        orders.removeIf(order -> order.target() == target);
    }

    /** Returns the next fault of this endpoint, and counts it. */
    public synchronized Optional<Fault> take(Target target) {
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            if (order.target() == target) {
                if (order.times() == 1) {
                    orders.remove(i);
                } else {
                    orders.set(i, new Order(target, order.times() - 1, order.fault()));
                }
                return Optional.of(order.fault());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the endpoint with its pending faults applied.
     *
     * @param errors writes an error code in the format of this endpoint
     */
    public Endpoint around(Target target, Endpoint endpoint, Function<Fault.ErrorCode, Answer> errors) {
        return call -> take(target)
                .map(fault -> failing(target, fault, call, endpoint, errors))
                .orElseGet(() -> endpoint.handle(call));
    }

    private CompletionStage<Reply> failing(
            Target target, Fault fault, Call call, Endpoint endpoint, Function<Fault.ErrorCode, Answer> errors) {
        if (fault instanceof Fault.ErrorCode error && takesEffect.test(target, error)) {
            return change(endpoint, call, answer -> instead(fault, errors));
        }
        return fail(fault, call, endpoint, errors);
    }

    private CompletionStage<Reply> fail(
            Fault fault, Call call, Endpoint endpoint, Function<Fault.ErrorCode, Answer> errors) {
        if (fault instanceof Fault.Latency latency) {
            return after(latency.delay()).thenCompose(nothing -> endpoint.handle(call));
        }
        if (fault instanceof Fault.Drip drip) {
            return change(endpoint, call, answer -> new Reply.Drip(answer, drip.pause()));
        }
        if (fault instanceof Fault.Truncated) {
            return change(endpoint, call, Reply.Truncated::new);
        }
        if (fault instanceof Fault.Reset) {
            return change(endpoint, call, answer -> new Reply.Reset());
        }
        return CompletableFuture.completedFuture(instead(fault, errors));
    }

    private static CompletionStage<Reply> change(Endpoint endpoint, Call call, Function<Answer, Reply> how) {
        return endpoint.handle(call).thenApply(reply -> reply instanceof Answer answer ? how.apply(answer) : reply);
    }

    private static Reply instead(Fault fault, Function<Fault.ErrorCode, Answer> errors) {
        Explanation ordered = new Explanation("The fault " + fault.kind() + " was ordered for this endpoint.", "", "");
        if (fault instanceof Fault.ErrorCode error) {
            return errors.apply(error).because(ordered);
        }
        if (fault instanceof Fault.Redirect redirect) {
            return Answer.text(302, "Found")
                    .header("Location", redirect.location())
                    .because(ordered);
        }
        if (fault instanceof Fault.Html) {
            return Answer.of(502, "text/html", GATEWAY_PAGE).because(ordered);
        }
        return fault instanceof Fault.Huge huge ? new Reply.Huge(huge.bytes()) : new Reply.Hang();
    }

    private CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        var unused = timer.schedule(() -> over.complete(null), delay.toMillis(), TimeUnit.MILLISECONDS);
        return over;
    }
}
