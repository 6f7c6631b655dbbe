package dev.saoma.benchmark.security;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns the signed-in user. */
@RestController
class MeController {
    record Person(String openid, String nickname) {}

    @GetMapping("/me")
    Person me(@AuthenticationPrincipal OAuth2User user) {
        return new Person(user.getName(), user.getAttribute("nickname"));
    }
}
