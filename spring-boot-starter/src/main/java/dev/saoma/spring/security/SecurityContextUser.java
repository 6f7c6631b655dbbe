package dev.saoma.spring.security;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.SaomaSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.util.ClassUtils;

/**
 * The current user of an application that has a login of its own with Spring Security and stores it in the HTTP session. Its
 * users can bind a WeChat account without a Saoma session. Define it as a bean:
 *
 * <pre>{@code
 * @Bean
 * CurrentUser currentUser(WebInvocationPrivilegeEvaluator rules) {
 *     return SecurityContextUser.of(
 *             SecurityContextUser.mayGet(rules, "/orders"),
 *             authentication -> new UserId(((Customer) authentication.getPrincipal()).id()));
 * }
 * }</pre>
 *
 * <p>The application decides who is signed in; there is no default. Spring Security calls a user authenticated who has given a
 * password and not yet a second factor, and a WeChat account that is bound at that point opens the user's account from then on.
 * The same holds for an administrator who impersonates a user.
 *
 * <p>A Saoma session takes precedence. The function must return the identifier in your {@code UserDirectory}. A user name that
 * people choose is no identifier if it could be the identifier of another user.
 */
public final class SecurityContextUser implements CurrentUser {
    private static final boolean KNOWS_FACTORS = ClassUtils.isPresent(
            "org.springframework.security.core.authority.FactorGrantedAuthority",
            SecurityContextUser.class.getClassLoader());

    private static final Authentication ANYBODY = new AnonymousAuthenticationToken(
            "saoma", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();
    private final Predicate<? super Authentication> signedIn;
    private final Function<Authentication, UserId> user;

    private SecurityContextUser(Predicate<? super Authentication> signedIn, Function<Authentication, UserId> user) {
        this.signedIn = signedIn;
        this.user = user;
    }

    /**
     * Finds the user by the application's authentication.
     *
     * @param signedIn whether the user has completed the application's login, such as {@link #mayGet}; not called for an
     *     anonymous or unauthenticated one
     * @param user returns the identifier of a user who is signed in
     */
    public static SecurityContextUser of(
            Predicate<? super Authentication> signedIn, Function<Authentication, UserId> user) {
        return new SecurityContextUser(signedIn, user);
    }

    /**
     * Uses the rules of the application's own chains: a user is signed in who may GET an address.
     *
     * @param rules Spring Security's bean
     * @param address an address below the context path that requires the complete login, such as {@code /orders}; not the page
     *     that asks for the second factor
     * @return a rule that throws {@link IllegalStateException} when the address requires no login
     */
    public static Predicate<Authentication> mayGet(WebInvocationPrivilegeEvaluator rules, String address) {
        return authentication -> {
            if (rules.isAllowed("", address, "GET", ANYBODY)) {
                throw new IllegalStateException("SecurityContextUser.mayGet: anybody may get " + address
                        + ", so that it does not say who is signed in; name an address that is protected");
            }
            return rules.isAllowed("", address, "GET", authentication);
        };
    }

    @Override
    public Optional<SignedIn> of(HttpServletRequest request) {
        return SaomaSession.current(request)
                .map(session -> new SignedIn(session.user(), session.authenticatedAt()))
                .or(() -> own(request));
    }

    private Optional<SignedIn> own(HttpServletRequest request) {
        SecurityContext context = contexts.loadDeferredContext(request).get();
        @Nullable Authentication authentication = context.getAuthentication();
        @Nullable HttpSession session = request.getSession(false);
        if (authentication == null
                || session == null
                || !authentication.isAuthenticated()
                || SaomaAuthenticationFilter.isOfASession(context)
                || trust.isAnonymous(authentication)
                || !signedIn.test(authentication)) {
            return Optional.empty();
        }
        return Optional.of(new SignedIn(user.apply(authentication), since(authentication, session)));
    }

    /** The creation of the HTTP session may precede the login; the effect is at most one unneeded re-authentication. */
    private Instant since(Authentication authentication, HttpSession session) {
        if (trust.isRememberMe(authentication)) {
            return Instant.EPOCH;
        }
        Instant began = Instant.ofEpochMilli(session.getCreationTime());
        return KNOWS_FACTORS ? Factors.latest(authentication).orElse(began) : began;
    }
}
