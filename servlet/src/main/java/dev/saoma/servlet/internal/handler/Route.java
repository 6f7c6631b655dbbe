package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.JsonBodyReader;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.security.ClientCors;
import dev.saoma.servlet.internal.security.Guard;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table. A host can add routes of its own, to which the same checks apply.
 *
 * @param kind of the response when the request succeeds
 */
public record Route(
        String method, PathPattern path, Guard guard, ResponseKind kind, Handler handler, RequestRules rules) {

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

    /** Handles the requests of a route with the body of a form. */
    @FunctionalInterface
    public interface FormHandler {
        /**
         * Returns the response, or throws a {@link dev.saoma.error.LoginException} or
         * {@link dev.saoma.servlet.internal.problem.OAuthException}.
         */
        Response handle(RoutedRequest request, FormParameters form);
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
        return new Route(method, PathPattern.of(path), guard, kind, handler, RequestRules.PLAIN);
    }

    /** Returns a public route that reads no body and returns JSON for OAuth clients. No cookies are read. */
    public static Route oauth(String method, String path, Handler handler) {
        return plain(method, path, Guard.PUBLIC, ResponseKind.OAUTH, handler);
    }

    /**
     * Returns a public route for the POST of a form, whatever page sends it.
     *
     * @param kind {@link ResponseKind#OAUTH}, without cookies, or {@link ResponseKind#OAUTH_PAGE}, with them
     */
    public static Route form(String path, ResponseKind kind, FormHandler handler) {
        return plain(
                "POST",
                path,
                Guard.PUBLIC,
                kind,
                request -> handler.handle(request, FormParameters.ofBody(request.request())));
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
                RequestRules.PLAIN);
    }

    /** Returns this route with another query string. */
    public Route withQuery(String only) {
        return with(new RequestRules(only, cost(), rules.cors(), rules.ownPages()));
    }

    /** Returns this route with another cost. */
    public Route costing(Cost one) {
        return with(new RequestRules(query(), one, rules.cors(), rules.ownPages()));
    }

    /** Returns this route, for OAuth clients, with responses that pages of these origins may read. */
    public Route withCors(ClientCors cors) {
        return with(new RequestRules(query(), cost(), cors, rules.ownPages()));
    }

    /** Returns this route for requests of Saoma's own pages alone. */
    public Route fromOwnPages() {
        return with(new RequestRules(query(), cost(), rules.cors(), true));
    }

    private Route with(RequestRules others) {
        return new Route(method, path, guard, kind, handler, others);
    }

    /** Returns the one query string that a change accepts, as a whole; empty for none. */
    public String query() {
        return rules.query();
    }

    /** Returns the rate limit that its requests count against. */
    public Cost cost() {
        return rules.cost();
    }

    /** Returns whether OAuth clients lead to it, whose origins are not those of the settings. */
    boolean isOfClients() {
        return kind == ResponseKind.OAUTH || kind == ResponseKind.OAUTH_PAGE || kind == ResponseKind.FORM_POST_PAGE;
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
