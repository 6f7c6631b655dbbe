package dev.saoma.emulator.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts Jetty's request to a call, and sends the endpoint's reply. */
final class CallHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);

    private final Router router;
    private final HostGate gate;
    private final ScheduledExecutorService timer;

    CallHandler(List<Route> routes, HostGate gate, ScheduledExecutorService timer) {
        this.router = new Router(routes);
        this.gate = gate;
        this.timer = timer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Delivery delivery = new Delivery(request, response, callback, timer);
        answer(request).exceptionally(CallHandler::broken).thenAccept(delivery::send);
        return true;
    }

    private CompletionStage<Reply> answer(Request request) {
        String host = header(request, HttpHeader.HOST);
        if (!gate.admits(host)) {
            return done(Answer.text(
                    421, "This is the WeChat emulator. It answers on localhost only, not for the host name you used."));
        }
        String path = Request.getPathInContext(request);
        Optional<Router.Match> found = router.find(request.getMethod(), path);
        if (found.isEmpty()) {
            return done(
                    router.knows(path)
                            ? Answer.text(405, "The WeChat emulator has this path, but not for " + request.getMethod())
                            : Answer.text(404, "The WeChat emulator has no such path. See / for what it has."));
        }
        Router.Match match = found.get();
        if (request.getLength() > match.route().maxBody()) {
            return done(unreadable());
        }
        return body(request, match.route().maxBody())
                .thenCompose(body -> body.isEmpty()
                        ? done(unreadable())
                        : match.route().endpoint().handle(call(request, match, path, host, body.get())));
    }

    private static CompletableFuture<Reply> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** Returns the body; empty when it is too long or incomplete. */
    private static CompletableFuture<Optional<Body>> body(Request request, int max) {
        CompletableFuture<Optional<Body>> whole = new CompletableFuture<>();
        if (request.getLength() == 0) {
            whole.complete(Optional.of(Body.EMPTY));
        } else {
            Content.Source.asByteArrayAsync(
                    request,
                    max,
                    Promise.Invocable.from(
                            InvocationType.BLOCKING,
                            body -> whole.complete(Optional.of(Body.of(body))),
                            failure -> whole.complete(Optional.empty())));
        }
        return whole;
    }

    private static Call call(Request request, Router.Match match, String path, String host, Body body) {
        String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
        String contentType = header(request, HttpHeader.CONTENT_TYPE).split(";", 2)[0];
        return new Call(
                request.getMethod(),
                path,
                match.segments(),
                Parameters.parse(query),
                request.isSecure() ? "https" : "http",
                host,
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN)),
                contentType.strip().toLowerCase(Locale.ROOT),
                body);
    }

    private static String header(Request request, HttpHeader header) {
        return Optional.ofNullable(request.getHeaders().get(header)).orElse("");
    }

    private static Answer unreadable() {
        return Answer.text(413, "The body is longer than this path takes, or broke off.");
    }

    private static Reply broken(Throwable failure) {
        LOG.warn("the emulator failed to answer", failure);
        return Answer.text(500, "The emulator failed; see its log. This is not WeChat's doing.");
    }
}
