package dev.saoma.logintype;

import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of a test of a login instance: what happened at each step, and what a login would have done.
 *
 * @param steps those that were reached, in their order
 * @param identity the identity that authorized the test; empty when the provider refused
 * @param profile empty when the provider sent none
 * @param person empty when the identity is not known
 * @param user the user whom a login would sign in; empty for none
 */
public record TestScanResult(
        List<Step> steps,
        Optional<WeChatIdentity> identity,
        Optional<Profile> profile,
        Optional<Person> person,
        Optional<UserId> user) {

    /**
     * One step of a test.
     *
     * @param name {@code returned}, {@code state}, {@code exchange}, {@code profile} or {@code person}
     * @param took how long it took; at {@code returned}, the time since the test was begun
     * @param failure empty when it succeeded
     */
    public record Step(String name, Duration took, Optional<LoginException> failure) {}

    /** What a login of the identity would do. */
    public enum Person {
        /** Sign in an existing user. */
        KNOWN,
        /** Refuse, as the instance admits users with a binding only. */
        NEW_REFUSED,
        /** Ask the person whether to register. */
        NEW_CHOICE,
        /** Register a user. */
        NEW_OPEN,
        /** Refuse, as the user removed the binding at this application. */
        UNLINKED,
        /** Refuse, as the provider's identifiers contradict the stored ones. */
        CONFLICT
    }

    /** Returns the failure of the first step that failed; empty when all succeeded. */
    public Optional<LoginException> failure() {
        return steps.stream().flatMap(step -> step.failure().stream()).findFirst();
    }

    /** Leaves out the identity, the profile and the user. */
    @Override
    public String toString() {
        return "TestScanResult"
                + steps.stream()
                        .map(step -> step.name()
                                + step.failure()
                                        .map(failure -> " " + failure.code().code())
                                        .orElse(""))
                        .toList();
    }
}
