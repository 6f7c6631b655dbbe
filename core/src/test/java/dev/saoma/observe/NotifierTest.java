package dev.saoma.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which step a call belongs to. */
class NotifierTest {
    private static final AttemptReference ATTEMPT = AttemptReference.of(Token.random());

    private final Heard heard = new Heard();
    private final Notifier notifier = new Notifier(heard, heard);

    @Test
    void givesACallWhatItsStepHasLearned() {
        notifier.step(LoginStep.of("session"), () -> {
            notifier.describeStep("Mine", Optional.of(ATTEMPT));
            call();
        });

        assertThat(heard.ended())
                .containsExactly(
                        LoginStep.of("/sns/userinfo", "Mine", ATTEMPT), LoginStep.of("session", "Mine", ATTEMPT));
    }

    @Test
    void givesAStepWithinAStepNothing() {
        notifier.step(LoginStep.of("session", "Mine", ATTEMPT), () -> {
            notifier.step(LoginStep.of("bind", "Second"), () -> {});
            call();
        });

        assertThat(heard.ended())
                .containsExactly(
                        LoginStep.of("bind", "Second"),
                        LoginStep.of("/sns/userinfo", "Mine", ATTEMPT),
                        LoginStep.of("session", "Mine", ATTEMPT));
    }

    @Test
    void givesACallNothingAfterTheStep() {
        notifier.step(LoginStep.of("code", "Mine", ATTEMPT), () -> {});
        notifier.describeStep("Mine", Optional.of(ATTEMPT));
        call();

        assertThat(heard.ended()).last().isEqualTo(LoginStep.of("/sns/userinfo"));
    }

    @Test
    void givesACallOfAnotherThreadNothing() throws Exception {
        var other = new Thread(this::call);
        notifier.step(LoginStep.of("code", "Mine", ATTEMPT), () -> {
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(heard.ended()).first().isEqualTo(LoginStep.of("/sns/userinfo"));
    }

    @Test
    void givesACallItsStepWhenTheListenerFails() {
        heard.breaks();
        notifier.step(LoginStep.of("code", "Mine", ATTEMPT), () -> {
            call();
        });

        assertThat(heard.begun()).last().isEqualTo(LoginStep.of("/sns/userinfo", "Mine", ATTEMPT));
    }

    private void call() {
        notifier.step(notifier.child("/sns/userinfo"), () -> {});
    }
}
