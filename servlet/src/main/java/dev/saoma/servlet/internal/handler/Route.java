package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.JsonBodyReader;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.security.Guard;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table. A host can add routes of its own, to which the same checks apply.
 *
 * @param kind of the response when the request succeeds
 * @param query the one query string that a change accepts, as a whole; empty for none
 */
public record Route(
        String method, PathPattern path, Guard guard, ResponseKind kind, Handler handler, String query, Cost cost) {

    /** Handles the requests of a route. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the response, or throws a {@link dev.saoma.error.LoginException}. */
        Response handle(RoutedRequest request);
    }

    /** Handles the requests of a route with a JSON body. */
    @FunctionalInterface
    public interface BodyHandler<B> {
        /** Returns the response, or throws a {@link dev.saoma.error.LoginException}. */
        Response handle(RoutedRequest request, B body);
    }

    /** Reads the body before it calls a handler. */
    private record BodyReading<B extends Record>(Class<B> body, Function<JsonBody, B> read, BodyHandler<B> handler)
            implements Handler {
        @Override
        public Response handle(RoutedRequest request) {
            return handler.handle(request, read.apply(JsonBodyReader.read(request.request())));
        }
    }

    /** Returns a route that reads no body. */
    public static Route plain(String method, String path, Guard guard, ResponseKind kind, Handler handler) {
        return new Route(method, PathPattern.of(path), guard, kind, handler, "", Cost.NOTHING);
    }

    /** Returns a route that reads a JSON body and returns JSON. */
    public static <B extends Record> Route reading(
            String method,
            String path,
            Guard guard,
            Class<B> body,
            Function<JsonBody, B> read,
            BodyHandler<B> handler) {
        return new Route(
                method,
                PathPattern.of(path),
                guard,
                ResponseKind.API,
                new BodyReading<>(body, read, handler),
                "",
                Cost.NOTHING);
    }

    /** Returns this route with another query string. */
    public Route withQuery(String only) {
        return new Route(method, path, guard, kind, handler, only, cost);
    }

    /** Returns this route with another cost. */
    public Route costing(Cost one) {
        return new Route(method, path, guard, kind, handler, query, one);
    }

    /** Returns the type of the JSON body; null when no body is read. */
    public @Nullable Class<? extends Record> body() {
        return handler instanceof BodyReading<?> reading ? reading.body() : null;
    }

    /** Returns whether it may change something, so that the origin of the page is checked. */
    public boolean changes() {
        return !method.equals("GET");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
