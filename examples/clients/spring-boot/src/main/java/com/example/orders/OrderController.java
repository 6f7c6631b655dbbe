package com.example.orders;

import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.HtmlUtils;

@RestController
class OrderController {
    private final RestClient saoma;

    OrderController(@Value("${spring.security.oauth2.client.provider.saoma.issuer-uri}") String issuer) {
        this.saoma = RestClient.create(issuer);
    }

    @GetMapping(path = "/", produces = "text/html;charset=UTF-8")
    String page(@AuthenticationPrincipal OidcUser user, CsrfToken csrf) {
        if (user == null) {
            return "<!doctype html><title>Orders</title><a id=login href=/oauth2/authorization/saoma>Log in with WeChat</a>";
        }
        return """
                <!doctype html><title>Orders</title><p id=hello>Hello, %s</p>
                <form action=/logout method=post><input type=hidden name=%s value=%s><button id=logout>Log out</button></form>
                """.formatted(HtmlUtils.htmlEscape(name(user)), csrf.getParameterName(), csrf.getToken());
    }

    /** Calls an API with the access token, which Spring refreshes first if it has ended. */
    @GetMapping("/profile")
    Map<String, Object> profile(@RegisteredOAuth2AuthorizedClient("saoma") OAuth2AuthorizedClient client) {
        OAuth2AccessToken token = client.getAccessToken();
        Map<?, ?> user = saoma.get()
                .uri("/oauth2/userinfo")
                .headers(headers -> headers.setBearerAuth(token.getTokenValue()))
                .retrieve()
                .body(Map.class);
        return Map.of("user", user, "validUntil", token.getExpiresAt());
    }

    /** A user without a nickname is greeted by the identifier, which is unique, unlike a nickname. */
    private static String name(OidcUser user) {
        return Optional.ofNullable(user.getFullName()).orElse(user.getSubject());
    }
}
