package dev.saoma.oidc.handler;

import dev.saoma.oidc.authorize.AuthorizationRequest;
import dev.saoma.oidc.authorize.AuthorizationResponse;
import dev.saoma.oidc.authorize.Decision;
import dev.saoma.oidc.authorize.ResponseMode;
import dev.saoma.oidc.authorize.ResponseTarget;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.OAuthPages;
import dev.saoma.servlet.internal.security.Cookies;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The responses of the authorization endpoint. */
final class AuthorizeResponses {
    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.http");

    private final String issuer;
    private final String path;
    private final Cookies cookies;
    private final OAuthPages pages;
    private final OidcEvents events;

    AuthorizeResponses(WebSettings web, OAuthPages pages, OidcEvents events) {
        this.issuer = web.address();
        this.path = web.path();
        this.cookies = new Cookies(web);
        this.pages = pages;
        this.events = events;
    }

    /** Sends a code to the client. */
    Response code(RoutedRequest call, ResponseTarget target, Token code) {
        events.authorizationResponse(Optional.empty());
        return send(call, AuthorizationResponse.ofCode(target, code.reveal(), issuer));
    }

    /** Sends an error to the client, and logs it. */
    Response refusal(RoutedRequest call, ClientId client, ResponseTarget target, Decision.Refuse refuse) {
        events.authorizationResponse(Optional.of(refuse.error()));
        LOG.info("/oauth2/authorize client={} {} {}", client, refuse.error().code(), refuse.description());
        return send(call, AuthorizationResponse.ofError(target, refuse.error().code(), refuse.description(), issuer));
    }

    private Response send(RoutedRequest call, AuthorizationResponse response) {
        return response.target().mode() == ResponseMode.FORM_POST
                ? pages.formPost(
                        response.target().redirectUri(),
                        response.parameters(),
                        Languages.of(call.request(), Optional.empty()))
                : sendOn(call, response.location());
    }

    /** The redirects after a form of ours would be subject to the policy of its page. */
    private Response sendOn(RoutedRequest call, String location) {
        boolean isDecision =
                call.request().getMethod().equals("POST") && call.parameters().containsKey("{id}");
        return isDecision
                ? pages.continueTo(location, Languages.of(call.request(), Optional.empty()))
                : Response.seeOther(ResponseKind.OAUTH_PAGE, location);
    }

    /** Sends the browser to a request that waits. */
    Response resume(WaitingRequest waiting) {
        return remembering(waiting, Response.seeOther(ResponseKind.OAUTH_PAGE, address(waiting)));
    }

    /** Sends the browser to the login page, which leads back to the request. */
    Response login(
            WaitingRequest waiting, AuthorizationRequest request, RegisteredClient client, Decision.Login login) {
        var query = new StringBuilder("returnTo=").append(encoded(address(waiting)));
        query.append(
                switch (login) {
                    case FIRST -> "";
                    case RENEWAL -> "&reauth&other";
                    case SWITCH -> "&scan";
                });
        instances(request, client).forEach(name -> query.append("&method=").append(encoded(name)));
        request.language().ifPresent(language -> query.append("&lang=").append(language.tag()));
        return remembering(waiting, Response.seeOther(ResponseKind.OAUTH_PAGE, path + "/login?" + query));
    }

    /** Returns the login instances to offer, the proposed one first; none for all. */
    private static Set<String> instances(AuthorizationRequest request, RegisteredClient client) {
        Set<String> allowed = client.entry().instances();
        var offered = new LinkedHashSet<String>();
        request.authentication()
                .instance()
                .filter(name -> allowed.isEmpty() || allowed.contains(name))
                .ifPresent(offered::add);
        offered.addAll(allowed);
        return offered;
    }

    private String address(WaitingRequest waiting) {
        return path + "/oauth2/authorize/" + waiting.id().reveal();
    }

    private Response remembering(WaitingRequest waiting, Response response) {
        return waiting.browser()
                .map(browser -> response.withCookie(cookies.rememberBrowser(browser)))
                .orElse(response);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
