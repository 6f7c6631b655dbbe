package dev.saoma.observe;

import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.BrowserReference;
import java.util.Optional;

/**
 * One step of a login, as far as it is known. It holds no secret and no value that a browser chose. Immutable.
 *
 * @param name one of {@link LoginSteps#NAMES}
 * @param instance the simple name of the login instance, as in the HTTP API; empty when the step has none
 * @param attempt the attempt of a browser, which joins the steps of one login; empty for calls of the application itself and
 *     for steps that belong to no attempt
 * @param renews at {@code attempt}, the earlier attempt that the page says it replaces, so that visits can be counted; the
 *     page may be wrong or lie
 * @param browser at {@code attempt}, tells the browsers of a day apart, so that they can be counted
 */
public record LoginStep(
        String name,
        Optional<String> instance,
        Optional<AttemptReference> attempt,
        Optional<AttemptReference> renews,
        Optional<BrowserReference> browser) {

    /** Returns a step of which only the name is known. */
    public static LoginStep of(String name) {
        return new LoginStep(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a step of an instance and no attempt. */
    public static LoginStep of(String name, String instance) {
        return new LoginStep(name, Optional.of(instance), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a step of an instance and an attempt. */
    public static LoginStep of(String name, String instance, AttemptReference attempt) {
        return new LoginStep(name, Optional.of(instance), Optional.of(attempt), Optional.empty(), Optional.empty());
    }
}
