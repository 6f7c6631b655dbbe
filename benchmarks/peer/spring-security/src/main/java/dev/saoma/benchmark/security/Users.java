package dev.saoma.benchmark.security;

import org.springframework.security.oauth2.core.user.OAuth2User;

/** The application's users. */
public interface Users {
    /** Stores a user who logs in, unless it is known. */
    void keep(OAuth2User user);
}
