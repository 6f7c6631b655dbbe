package com.example.greeting;

import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

@RestController
class GreetingController {
    @GetMapping(path = "/", produces = "text/html;charset=UTF-8")
    String page(@AuthenticationPrincipal OidcUser user, CsrfToken csrf) {
        if (user == null) {
            return "<!doctype html><title>Greeting</title><a id=login href=/oauth2/authorization/saoma>Log in with WeChat</a>";
        }
        return "<!doctype html><title>Greeting</title><p id=hello>Hello, " + HtmlUtils.htmlEscape(name(user)) + "</p>"
                + "<form action=/logout method=post><input type=hidden name=" + csrf.getParameterName() + " value="
                + csrf.getToken() + "><button id=logout>Log out</button></form>";
    }

    /** A user without a nickname is greeted by the identifier, which is unique, unlike a nickname. */
    private static String name(OidcUser user) {
        return Optional.ofNullable(user.getFullName()).orElse(user.getSubject());
    }
}
