package dev.saoma.spring.security;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Reads the time of authentication from Spring Security 7's factor authorities, which earlier releases do not have. */
final class Factors {
    private Factors() {}

    static Optional<Instant> latest(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
                .max(Comparator.naturalOrder());
    }
}
