package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.servlet.internal.security.ClientCors;
import dev.saoma.servlet.internal.security.Guard;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Routes for OAuth clients that do what a request asks them for. */
final class OAuthRoutes {
    static final String SPA = "https://spa.example";
    private static final ClientCors OF_SPA = ClientCors.of(SPA::equals);

    private OAuthRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.oauth("GET", "/.well-known/openid-configuration", OAuthRoutes::document)
                        .withCors(ClientCors.anyOrigin()),
                Route.form("/oauth2/token", ResponseKind.OAUTH, OAuthRoutes::token)
                        .withCors(OF_SPA),
                Route.oauth("GET", "/oauth2/userinfo", OAuthRoutes::userinfo).withCors(OF_SPA),
                Route.form("/oauth2/introspect", ResponseKind.OAUTH, OAuthRoutes::token),
                Route.plain("GET", "/oauth2/authorize", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, OAuthRoutes::authorize),
                Route.form("/oauth2/authorize", ResponseKind.OAUTH_PAGE, OAuthRoutes::page),
                Route.form("/oauth2/authorize/{id}", ResponseKind.OAUTH_PAGE, OAuthRoutes::page)
                        .fromOwnPages(),
                Route.form(
                        "/oauth2/post",
                        ResponseKind.OAUTH_PAGE,
                        (request, form) -> Response.page(200, ResponseKind.FORM_POST_PAGE, "<p>")));
    }

    private static Response document(RoutedRequest request) {
        return Response.oauth(200, Map.of("issuer", "https://login.example.com"))
                .with("Cache-Control", "public, max-age=300");
    }

    private static Response userinfo(RoutedRequest request) {
        throw new OAuthException(OAuthError.INVALID_TOKEN, "The access token is not valid.");
    }

    private static Response token(RoutedRequest request, FormParameters form) {
        form.find("client_id").filter("grafana"::equals).ifPresent(request::setClient);
        form.find("fail").ifPresent(OAuthRoutes::fail);
        var seen = new LinkedHashMap<String, Object>();
        form.names().forEach(name -> seen.put(name, form.require(name)));
        seen.put("cookies", request.request().getCookies().length + header(request));
        seen.put("session", request.authentication().session().isPresent());
        return Response.oauth(200, seen);
    }

    private static String header(RoutedRequest request) {
        return request.request().getHeader("Cookie") == null
                        && !request.request().getHeaders("cookie").hasMoreElements()
                ? ""
                : " and the header";
    }

    static void fail(String how) {
        switch (how) {
            case "limit" -> throw RequestErrors.rateLimited("calls of a test", Duration.ofSeconds(7));
            case "store" -> throw new LoginException(ErrorCode.STORE_UNAVAILABLE, "The database is \"away\" \\ ü.");
            case "missing" -> throw RequestErrors.unknownAddress();
            case "crash" -> throw new IllegalStateException("password=hunter2");
            default ->
                throw new OAuthException(
                        OAuthError.valueOf(how.toUpperCase(Locale.ROOT)), "It is refused.", "the cause");
        }
    }

    private static Response authorize(RoutedRequest request) {
        FormParameters query = FormParameters.ofQuery(request.request());
        query.find("fail").ifPresent(OAuthRoutes::fail);
        query.find("markup").ifPresent(value -> {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "<b>\"no\"</b>");
        });
        return Response.seeOther(ResponseKind.OAUTH_PAGE, "https://client.example/back?code=1");
    }

    private static Response page(RoutedRequest request, FormParameters form) {
        form.find("fail").ifPresent(OAuthRoutes::fail);
        Response page =
                Response.page(200, ResponseKind.OAUTH_PAGE, "<p>" + form.names().size());
        return form.find("scheme").map(page::withFormScheme).orElse(page);
    }
}
