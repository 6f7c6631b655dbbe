package dev.saoma.servlet.internal.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table. A host may add lines of its own, which then meet the same checks and answer in the same
 * way.
 *
 * @param body what is read of the JSON that must come; null when no body is read
 * @param kind what it answers when all is well
 * @param query the one query that a change may come with, to say which change it is; empty for none
 * @param cost which allowance of the caller's address it is taken from
 */
public record Route(
        String method,
        PathPattern path,
        Guard guard,
        @Nullable Class<? extends Record> body,
        ResponseKind kind,
        Handler handler,
        String query,
        Cost cost) {

    /** What a call is counted as. */
    public enum Cost {
        /** Nothing: it has no limit. */
        NOTHING,
        /** The beginning of a login, a bind or a proof. */
        ATTEMPT,
        /** A step of one. */
        CALL
    }

    /** Does what a route is for. */
    public interface Handler {
        /** Answers, or throws a {@link dev.saoma.error.LoginException}. */
        Response answer(RoutedRequest call);
    }

    /** Does what a route with a body is for. */
    public interface BodyHandler<B> {
        /** Answers, or throws a {@link dev.saoma.error.LoginException}. */
        Response answer(RoutedRequest call, B body);
    }

    /** A route that reads no body. */
    public static Route plain(String method, String path, Guard guard, ResponseKind kind, Handler handler) {
        return new Route(method, PathPattern.of(path), guard, null, kind, handler, "", Cost.NOTHING);
    }

    /** A route that answers JSON to JSON. */
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
                body,
                ResponseKind.API,
                call -> handler.answer(call, read.apply(JsonBodyReader.read(call.request()))),
                "",
                Cost.NOTHING);
    }

    /** The same, taking this query, as a whole and in this spelling. */
    public Route withQuery(String only) {
        return new Route(method, path, guard, body, kind, handler, only, cost);
    }

    /** The same, counted as this. */
    public Route costing(Cost one) {
        return new Route(method, path, guard, body, kind, handler, query, one);
    }

    /** Whether it may change something, so that the page it comes from matters. */
    public boolean changes() {
        return !method.equals("GET");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
