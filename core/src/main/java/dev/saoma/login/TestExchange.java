package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.LoginPreview;
import dev.saoma.internal.account.Users;
import dev.saoma.logintype.Authorization;
import dev.saoma.logintype.IdentityMismatchException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.logintype.TestScanResult;
import dev.saoma.logintype.TestScanResult.Person;
import dev.saoma.logintype.TestScanResult.Step;
import dev.saoma.observe.LoginStep;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.store.AuditEvent;
import dev.saoma.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges the code of a test attempt, and writes nothing but an audit event. */
final class TestExchange {
    private static final Logger LOG = LoggerFactory.getLogger(TestExchange.class);
    private static final Set<Intent> INTENTS = EnumSet.of(Intent.TEST);

    private final LoginEnvironment environment;
    private final Attempts attempts;
    private final LoginPreview preview;
    private final Ticker ticker;

    TestExchange(LoginEnvironment environment, Attempts attempts, Ticker ticker) {
        this.ticker = ticker;
        this.environment = environment;
        this.attempts = attempts;
        this.preview = new LoginPreview(environment);
    }

    TestScanResult finish(LoginInstance instance, Token browser, Token state, Optional<String> code) {
        var run = new Run(instance);
        try {
            environment.notifier().step(LoginStep.of("test-code", instance.name(), AttemptReference.of(state)), () -> {
                boolean unused = run.take(browser, state, code) && run.exchange(code);
                run.requireSuccess();
            });
        } catch (LoginException e) {
            if (run.result().failure().isEmpty()) {
                throw e;
            }
        }
        if (run.isTaken) {
            record(instance, run.result());
        }
        return run.result();
    }

    private void record(LoginInstance instance, TestScanResult test) {
        String outcome = test.failure().map(failure -> failure.code().code()).orElse("ok");
        var event = new AuditEvent(
                environment.clock().instant(),
                AuditEvent.Kind.INSTANCE_TESTED,
                environment.currentActor().actor(),
                "",
                instance.appId().value(),
                instance.fullName() + " " + outcome);
        environment.store().run(tx -> tx.audit().append(event));
    }

    /** One test, as far as it has come. */
    private final class Run {
        private final LoginInstance instance;
        private final List<Step> steps = new ArrayList<>();
        private boolean isTaken;
        private @Nullable WeChatIdentity identity;
        private @Nullable Profile profile;
        private @Nullable Person person;
        private @Nullable UserId user;

        Run(LoginInstance instance) {
            this.instance = instance;
        }

        TestScanResult result() {
            return new TestScanResult(
                    List.copyOf(steps),
                    Optional.ofNullable(identity),
                    Optional.ofNullable(profile),
                    Optional.ofNullable(person),
                    Optional.ofNullable(user));
        }

        void requireSuccess() {
            result().failure().ifPresent(failure -> {
                throw failure;
            });
        }

        /** Takes the attempt; false when it is invalid, or came back without a code. */
        boolean take(Token browser, Token state, Optional<String> code) {
            long began = ticker.nanos();
            Optional<Attempts.Started> taken = attempts.take(instance, INTENTS, browser, state, null);
            Duration took = Duration.ofNanos(ticker.nanos() - began);
            isTaken = taken.isPresent();
            Optional<LoginException> cancelled =
                    isTaken && code.isEmpty() ? Optional.of(cancelled()) : Optional.empty();
            steps.add(new Step("returned", taken.map(this::sinceBegun).orElse(Duration.ZERO), cancelled));
            if (cancelled.isEmpty()) {
                steps.add(new Step("state", took, isTaken ? Optional.empty() : Optional.of(Attempts.invalid())));
            }
            return isTaken && code.isPresent();
        }

        private Duration sinceBegun(Attempts.Started attempt) {
            Instant now = environment.clock().instant();
            Duration since = Duration.between(attempts.begunAt(attempt), now);
            return since.isNegative() ? Duration.ZERO : since;
        }

        /** Exchanges the code; false when the provider refused it. */
        boolean exchange(Optional<String> code) {
            Optional<Authorization> authorization =
                    step("exchange", () -> instance.exchange(LoginInstances.requireCode(code.orElseThrow())));
            authorization.ifPresent(this::resolve);
            return authorization.isPresent();
        }

        private void resolve(Authorization authorization) {
            identity = authorization.identity();
            profile = step("profile", () -> authorization.profile().get()).orElse(null);
            boolean isOther = result().failure()
                    .filter(IdentityMismatchException.class::isInstance)
                    .isPresent();
            if (!isOther) {
                Optional<Boolean> unused = step("person", () -> find(authorization.identity()));
            }
        }

        private boolean find(WeChatIdentity found) {
            try {
                LoginPreview.Found would = preview.find(found, instance.registration());
                person = would.person();
                user = would.user().map(User::id).orElse(null);
                would.user().ifPresent(Users::requireEnabled);
                return true;
            } catch (LoginException e) {
                if (e.code() == ErrorCode.IDENTITY_CONFLICT) {
                    person = Person.CONFLICT;
                }
                throw e;
            }
        }

        /** Runs a step; empty when it failed. A failure of the login method's own code is a result of the test too. */
        private <T> Optional<T> step(String name, Supplier<T> work) {
            long began = ticker.nanos();
            @Nullable LoginException failure = null;
            try {
                return Optional.of(work.get());
            } catch (LoginException e) {
                failure = e;
            } catch (RuntimeException e) {
                LOG.warn("the test of {} failed at {}", instance, name, e);
                failure = new LoginException(
                        ErrorCode.INTERNAL_ERROR, "The login method itself failed; the log has the exception.");
            } finally {
                steps.add(new Step(name, Duration.ofNanos(ticker.nanos() - began), Optional.ofNullable(failure)));
            }
            return Optional.empty();
        }
    }

    private static LoginException cancelled() {
        return new LoginException(
                ErrorCode.LOGIN_CANCELLED, "The login was refused on the phone. Nothing has happened; start again.");
    }
}
