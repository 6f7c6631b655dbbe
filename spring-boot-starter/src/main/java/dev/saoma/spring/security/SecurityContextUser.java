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
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.util.ClassUtils;

/**
 * Who is signed in, for an application that has a login of its own with Spring Security, kept in the HTTP session: its
 * users can bind a WeChat without ever having a Saoma session. Give it as a bean:
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
 * <p>Who is signed in is the application's rule, and there is no default for it: Spring Security says of somebody who has
 * given a password, and of whom a second factor is still asked, that they are authenticated, and a WeChat that such a
 * person binds opens the account ever after. The same goes for an administrator who looks at the application as somebody
 * else.
 *
 * <p>A Saoma session comes first. The function must answer the identifier that your {@code UserDirectory} knows the person
 * by: a user name that people choose themselves is not one, if it could be somebody else's identifier.
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
     * Knows people by what the function makes of the application's authentication.
     *
     * @param signedIn whether nothing more is asked of the person: the rule by which the application lets people in, such as
     *     {@link #mayGet}; never asked about an anonymous or unauthenticated one
     * @param user the identifier of somebody who is signed in
     */
    public static SecurityContextUser of(
            Predicate<? super Authentication> signedIn, Function<Authentication, UserId> user) {
        return new SecurityContextUser(signedIn, user);
    }

    /**
     * The rule of the application's own chains: signed in is who may get an address.
     *
     * @param rules Spring Security's bean
     * @param address below the context path, such as {@code /orders}: one that is for people who are signed in with all that
     *     the application asks for, and not the page that asks for the second factor
     * @return throws {@link IllegalStateException} when it is asked and the address is for anybody
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
        @Nullable
        Authentication authentication =
                contexts.loadDeferredContext(request).get().getAuthentication();
        @Nullable HttpSession session = request.getSession(false);
        if (authentication == null
                || session == null
                || !authentication.isAuthenticated()
                || authentication instanceof SaomaAuthentication
                || trust.isAnonymous(authentication)
                || !signedIn.test(authentication)) {
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
