package dev.saoma.spring.security;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.SaomaSession;
import dev.saoma.servlet.internal.http.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * The current user of an application whose requests have a JWT in {@code Authorization: Bearer}. Its users can bind a WeChat
 * account without a Saoma session. Define it as a bean:
 *
 * <pre>{@code
 * @Bean
 * CurrentUser currentUser(JwtDecoder decoder) {
 *     return JwtUser.of(decoder, jwt -> Optional.of(new UserId(jwt.getSubject())));
 * }
 * }</pre>
 *
 * <p>The function returns the identifier in your {@code UserDirectory}, and empty for a token that does not stand for a complete
 * login of the user: before a second factor, for an impersonation, or for a client without a user.
 *
 * <p>The user authenticated at the claim {@code auth_time}, or without it at {@code iat}. An application that issues new tokens
 * without a login, for example by a refresh token, must set {@code auth_time} to the login; otherwise each refresh counts as a
 * login. A token with neither claim, with a claim that is no time, or with a time more than a minute ahead of the clock counts as
 * issued long ago, so that it cannot bind or unbind.
 *
 * <p>A Saoma session takes precedence. An invalid token is no user; the reason is logged at debug. A decoder that cannot check
 * the token, for example because its keys cannot be fetched, fails the request.
 */
public final class JwtUser implements CurrentUser {
    private static final Logger LOG = LoggerFactory.getLogger(JwtUser.class);
    private static final String AUTH_TIME = "auth_time";
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final JwtDecoder decoder;
    private final Function<Jwt, Optional<UserId>> user;
    private final Clock clock;

    private JwtUser(JwtDecoder decoder, Function<Jwt, Optional<UserId>> user, Clock clock) {
        this.decoder = decoder;
        this.user = user;
        this.clock = clock;
    }

    /**
     * Finds the user by the application's token.
     *
     * @param decoder checks signature, expiry, issuer and audience
     * @param user returns the identifier of the user; empty when the token does not stand for a complete login
     */
    public static JwtUser of(JwtDecoder decoder, Function<Jwt, Optional<UserId>> user) {
        return new JwtUser(decoder, user, Clock.systemUTC());
    }

    /** Returns this with another clock, the one that the application defines as a bean. */
    public JwtUser withClock(Clock clock) {
        return new JwtUser(decoder, user, clock);
    }

    @Override
    public Optional<SignedIn> of(HttpServletRequest request) {
        return SaomaSession.current(request)
                .map(session -> new SignedIn(session.user(), session.authenticatedAt()))
                .or(() -> BearerToken.find(request).flatMap(this::decoded).flatMap(this::own));
    }

    private Optional<SignedIn> own(Jwt jwt) {
        return user.apply(jwt).map(id -> new SignedIn(id, authenticatedAt(jwt)));
    }

    private Optional<Jwt> decoded(String token) {
        try {
            return Optional.of(decoder.decode(token));
        } catch (BadJwtException e) {
            LOG.debug("an invalid bearer token is no user: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Instant authenticatedAt(Jwt jwt) {
        @Nullable Object claim = jwt.hasClaim(AUTH_TIME) ? jwt.getClaim(AUTH_TIME) : jwt.getIssuedAt();
        Instant moment = moment(claim);
        Instant now = clock.instant();
        if (moment.isAfter(now.plus(CLOCK_SKEW))) {
            return Instant.EPOCH;
        }
        return moment.isAfter(now) ? now : moment;
    }

    /** Returns the moment of a claim: an instant, or a number of seconds; else the epoch. */
    private static Instant moment(@Nullable Object claim) {
        if (claim instanceof Instant instant) {
            return instant;
        }
        try {
            return claim instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
