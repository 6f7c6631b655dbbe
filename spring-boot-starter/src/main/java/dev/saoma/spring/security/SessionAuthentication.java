package dev.saoma.spring.security;

import dev.saoma.store.Session;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;

/** Makes the authentication of a session by the function of the application. */
final class SessionAuthentication {
    private static final Logger LOG = LoggerFactory.getLogger(SessionAuthentication.class);

    private final Function<Session, ? extends @Nullable Authentication> function;

    SessionAuthentication(Function<Session, ? extends @Nullable Authentication> function) {
        this.function = function;
    }

    /**
     * Returns the authentication; empty when the application refuses the user. The refusal is logged here. An
     * {@link AuthenticationServiceException} is no refusal but a failure, and is thrown.
     */
    Optional<Authentication> of(Session session) {
        try {
            return Optional.<Authentication>ofNullable(function.apply(session)).filter(Authentication::isAuthenticated);
        } catch (AuthenticationServiceException e) {
            throw e;
        } catch (AuthenticationException e) {
            LOG.info(
                    "the session of user {} does not authenticate the request: {}: {}",
                    session.user().value(),
                    e.getClass().getSimpleName(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns a function that authenticates the application's user, unless the account is disabled, locked or expired. */
    static Function<Session, Authentication> ofUserDetails(Function<Session, ? extends UserDetails> userDetails) {
        var status = new AccountStatusUserDetailsChecker();
        return session -> {
            UserDetails user = userDetails.apply(session);
            status.check(user);
            return UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
        };
    }
}
