package com.example.session;

import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccountController {
    @GetMapping("/me")
    Map<String, Object> me(Authentication authentication) {
        var member = (MemberPrincipal) authentication.getPrincipal();
        return Map.of("id", member.getId(), "name", member.getName());
    }
}
