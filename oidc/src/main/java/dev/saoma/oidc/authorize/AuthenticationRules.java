package dev.saoma.oidc.authorize;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an authorization request demands of the authentication.
 *
 * @param maxAge the longest time since the user authenticated
 * @param subject the {@code sub} that the client expects, from an ID token of this provider
 * @param instance the login instance that the client proposes
 */
public record AuthenticationRules(
        Set<Prompt> prompts, Optional<Duration> maxAge, Optional<String> subject, Optional<String> instance) {
    /** Returns whether no page may be shown. */
    boolean isSilent() {
        return prompts.contains(Prompt.NONE);
    }

    /** Returns whether the user must authenticate after the request, however short ago the last time was. */
    boolean requiresNewLogin() {
        return prompts.contains(Prompt.LOGIN)
                || prompts.contains(Prompt.SELECT_ACCOUNT)
                || maxAge.filter(Duration::isZero).isPresent();
    }
}
