package dev.saoma.spring.security;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.SaomaSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.util.ClassUtils;

/**
 * Who is signed in, for an application that has a login of its own with Spring Security, kept in the HTTP session: its
 * users can bind a WeChat without ever having a Saoma session. Give it as a bean:
 *
 * <pre>{@code
 * @Bean
 * CurrentUser currentUser() {
 *     return SecurityContextUser.of(authentication -> new UserId(((Customer) authentication.getPrincipal()).id()));
 * }
 * }</pre>
 *
 * <p>A Saoma session comes first. The function must answer the identifier that your {@code UserDirectory} knows the person
 * by: a user name that people choose themselves is not one, if it could be somebody else's identifier.
 */
public final class SecurityContextUser implements CurrentUser {
    private static final boolean KNOWS_FACTORS = ClassUtils.isPresent(
            "org.springframework.security.core.authority.FactorGrantedAuthority",
            SecurityContextUser.class.getClassLoader());

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();
    private final Function<Authentication, UserId> user;

    private SecurityContextUser(Function<Authentication, UserId> user) {
        this.user = user;
    }

    /**
     * Knows people by what the function makes of the application's authentication.
     *
     * @param user the identifier of whoever the application has authenticated; never asked about an anonymous one
     */
    public static SecurityContextUser of(Function<Authentication, UserId> user) {
        return new SecurityContextUser(user);
    }

    @Override
    public Optional<SignedIn> of(HttpServletRequest request) {
        return SaomaSession.current(request)
                .map(session -> new SignedIn(session.user(), session.authenticatedAt()))
                .or(() -> own(request));
    }

    private Optional<SignedIn> own(HttpServletRequest request) {
        @Nullable
        Authentication authentication =
                contexts.loadDeferredContext(request).get().getAuthentication();
        @Nullable HttpSession session = request.getSession(false);
        if (authentication == null
                || session == null
                || !authentication.isAuthenticated()
                || authentication instanceof SaomaAuthentication
                || trust.isAnonymous(authentication)) {
            return Optional.empty();
        }
        return Optional.of(new SignedIn(user.apply(authentication), since(authentication, session)));
    }

    /** A session that began before the login makes it look older than it is, which asks for one proof too many at most. */
    private Instant since(Authentication authentication, HttpSession session) {
        if (trust.isRememberMe(authentication)) {
            return Instant.EPOCH;
        }
        Instant began = Instant.ofEpochMilli(session.getCreationTime());
        return KNOWS_FACTORS ? Factors.latest(authentication).orElse(began) : began;
    }
}
